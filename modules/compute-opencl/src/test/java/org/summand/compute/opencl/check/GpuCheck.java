package org.summand.compute.opencl.check;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.summand.compute.Device;
import org.summand.compute.cpu.CpuDevice;
import org.summand.compute.opencl.OpenClContractTest;
import org.summand.compute.opencl.OpenClProvider;

/**
 * Whether the first OpenCL device of a machine computes what it should, and how fast: {@code
 * deploy/gpu/check}. Prints as it goes and adds a line of JSON to a file.
 */
public final class GpuCheck {
  private static final int CPU_THREADS = 2;
  private static final int[] SIZES = {512, 1024, 2048, 4096, 8192};

  /** Products that would take longer than this, each, are left out. */
  private static final double LONGEST_SECONDS = 20;

  private final Map<String, Object> row = new LinkedHashMap<>();

  private GpuCheck() {}

  /**
   * {@code [FILE]}: where the row is added, {@code gpu-check.jsonl} by default. {@code --products
   * SIZE}: that product only, and no row.
   */
  public static void main(String[] args) throws IOException {
    List<String> refused = new ArrayList<>();
    List<Device> devices = new OpenClProvider().devices(refused::add);
    refused.forEach(System.out::println);
    if (devices.isEmpty()) {
      System.exit(1);
    }
    Device device = devices.get(0);
    if (args.length == 2 && args[0].equals("--products")) {
      products(device, Integer.parseInt(args[1]));
      return;
    }
    Path file = Path.of(args.length > 0 ? args[0] : "gpu-check.jsonl");
    System.exit(new GpuCheck().run(device, file) ? 0 : 1);
  }

  private static void products(Device device, int size) {
    ProductSpeed.Speeds cpu = ProductSpeed.of(new CpuDevice(), size, CPU_THREADS);
    ProductSpeed.Speeds here = ProductSpeed.of(device, size, 1);
    say(
        "%d: %s GFLOP/s; CPU, %d threads: %s; worst ratio %.2f",
        size, text(here), CPU_THREADS, text(cpu), here.worst() / cpu.worst());
  }

  private boolean run(Device device, Path file) throws IOException {
    row.put("date", LocalDate.now().toString());
    row.put("device", device.description());
    row.put("cpu", new CpuDevice().description());
    row.put("cpuThreads", CPU_THREADS);
    say("device: %s", device.description());
    say("CPU:    %s, %d threads", new CpuDevice().description(), CPU_THREADS);
    boolean right = contract();
    double slowest = ProductSpeed.of(device, 256, 1).worst();
    for (int size : SIZES) {
      double seconds = 2.0 * size * size * size / slowest / 1e9;
      if (seconds > LONGEST_SECONDS) {
        say("%5d^3  left out: it would take about %.0f s", size, seconds);
      } else {
        ProductSpeed.Speeds speeds = ProductSpeed.of(device, size, 1);
        ProductSpeed.Speeds cpu = ProductSpeed.of(new CpuDevice(), size, CPU_THREADS);
        slowest = speeds.worst();
        row.put("gigaflops" + size, rounded(speeds.forward()));
        row.put("gigaflopsWeightGradient" + size, rounded(speeds.weightGradient()));
        row.put("gigaflopsInputGradient" + size, rounded(speeds.inputGradient()));
        row.put("cpuGigaflops" + size, rounded(cpu.forward()));
        say("%5d^3  x*w / x'*dz / dz*w': %s GFLOP/s; CPU %s", size, text(speeds), text(cpu));
      }
    }
    step(StepSpeed.LARGE, device);
    step(StepSpeed.SMALL, device);
    Files.writeString(
        file,
        json() + System.lineSeparator(),
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    say("added a row to %s", file.toAbsolutePath());
    return right;
  }

  /** Runs the contract of all devices. */
  private boolean contract() {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(OpenClContractTest.class))
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    summary
        .getFailures()
        .forEach(
            failure ->
                say(
                    "FAILED %s: %s",
                    failure.getTestIdentifier().getDisplayName(),
                    failure.getException().getMessage()));
    boolean right = summary.getTestsSucceededCount() > 0 && summary.getFailures().isEmpty();
    row.put("contractPassed", summary.getTestsSucceededCount());
    row.put("contractFailed", summary.getFailures().size());
    say(
        "contract: %d tests passed, %d failed",
        summary.getTestsSucceededCount(), summary.getFailures().size());
    return right;
  }

  private void step(StepSpeed work, Device device) {
    double seconds = work.seconds(device, 1);
    double cpu = work.seconds(new CpuDevice(), CPU_THREADS);
    double share = work.transferSeconds(device) / seconds;
    row.put(work.name() + "Milliseconds", rounded(1e3 * seconds));
    row.put(work.name() + "TransferShare", rounded(share));
    row.put(work.name() + "CpuMilliseconds", rounded(1e3 * cpu));
    say(
        "%s  %.1f ms a step, %.0f %% of it transfer; CPU %.1f ms, %.2f times as long",
        work.name(), 1e3 * seconds, 100 * share, 1e3 * cpu, cpu / seconds);
  }

  private String json() {
    StringBuilder json = new StringBuilder("{");
    row.forEach(
        (key, value) -> {
          json.append(json.length() > 1 ? ", " : "").append('"').append(key).append("\": ");
          json.append(value instanceof Number ? value : quoted(value.toString()));
        });
    return json.append('}').toString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      quoted.append(c < ' ' ? " " : c == '"' || c == '\\' ? "\\" + c : c);
    }
    return quoted.append('"').toString();
  }

  private static double rounded(double value) {
    return Math.round(1000 * value) / 1000.0;
  }

  private static String text(ProductSpeed.Speeds speeds) {
    return String.format(
        Locale.ROOT,
        "%.1f / %.1f / %.1f",
        speeds.forward(),
        speeds.weightGradient(),
        speeds.inputGradient());
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
