package org.summand.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.summand.cli.output.Formats;
import org.summand.cli.output.Output;
import org.summand.cli.output.OutputOptions;
import org.summand.cli.output.TextTable;
import org.summand.compute.Device;
import org.summand.compute.choice.Devices;
import org.summand.compute.choice.SelfTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code summand devices}. */
@Command(
    name = "devices",
    description = {
      "Lists what this machine can compute on, the CPU last, and how fast it multiplies matrices"
          + " of 1024 × 1024 with one thread and with one for each processor; which of them auto"
          + " takes, looked at anew; then what was refused, and why.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class DevicesCommand implements Callable<Integer> {
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    Output screen = output.open(command);
    int threads = Runtime.getRuntime().availableProcessors();
    List<String> refused = new ArrayList<>();
    TextTable table =
        new TextTable(
            4,
            List.of(
                "device",
                "kind",
                "self-test",
                "description",
                "memory",
                "1 thread",
                threads + " threads"));
    ObjectNode json = Output.object();
    json.put("command", "devices");
    ArrayNode devices = json.putArray("devices");
    for (Device device : Devices.all(refused::add)) {
      String selfTest = SelfTest.of(device).orElse("passed");
      double one = ProductMeter.gigaflops(device, 1);
      double all = ProductMeter.gigaflops(device, threads);
      table.add(
          List.of(
              device.name(),
              device.kind(),
              selfTest,
              device.description(),
              Formats.gibibytes(device.memoryBytes()),
              gigaflops(one),
              gigaflops(all)));
      devices
          .addObject()
          .put("name", device.name())
          .put("kind", device.kind())
          .put("selfTest", selfTest)
          .put("description", device.description())
          .put("memoryBytes", device.memoryBytes())
          .put("gigaflopsOfOneThread", one)
          .put("threads", threads)
          .put("gigaflopsOfAllThreads", all);
    }
    refused.forEach(json.putArray("refused")::add);
    StringBuilder text = new StringBuilder(table.toString());
    String auto = autoAnew();
    json.put("auto", auto);
    text.append(System.lineSeparator()).append("auto takes ").append(auto).append(" for products");
    refused.forEach(sentence -> text.append(System.lineSeparator()).append(sentence));
    screen.result(text.toString(), json);
    return 0;
  }

  /** The device that {@code auto} takes when it measures again, without remembered verdicts. */
  private static String autoAnew() {
    Devices.forgetVerdicts();
    // Not closed: the devices are those of the whole process.
    return Devices.choose(Devices.AUTO).name();
  }

  private static String gigaflops(double number) {
    return Formats.count(number) + " GFLOP/s";
  }
}
