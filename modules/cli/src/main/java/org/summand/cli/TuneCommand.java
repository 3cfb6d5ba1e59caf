package org.summand.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.summand.cli.config.ConfigReader;
import org.summand.cli.output.Output;
import org.summand.cli.output.OutputOptions;
import org.summand.cli.run.LazySparkSession;
import org.summand.cli.run.TrainingRun;
import org.summand.cli.run.TuningRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code summand tune}. */
@Command(
    name = "tune",
    description = {
      "Tries settings on a table as long as there is time, trains a network with the best of them, and"
          + " writes the model. What is said, in a configuration or by --set, is not searched. The"
          + " table of tries lies beside the model, in DIR-tries.",
      "",
      "  summand tune --data flowers.csv --label kind --out models/flowers",
      "  summand tune --data flowers.csv --label kind --out models/flowers --minutes 30 --resume",
      ""
    },
    optionListHeading = "%nOptions:%n",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class TuneCommand implements Callable<Integer> {
  @Mixin private TrainingOptions configuration;

  @Option(
      names = "--minutes",
      paramLabel = "NUMBER",
      description =
          "How long all of it may take, the training of the model in the end too. Default: 10.")
  private String minutes;

  @Option(
      names = "--tries",
      paramLabel = "NUMBER",
      description =
          "How many tries to make, instead of minutes, for the same model whatever the machine is"
              + " busy with.")
  private String tries;

  @Option(
      names = "--resume",
      description = "Go on from the tries that are in DIR-tries, where there are any.")
  private boolean resume;

  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    ConfigReader reader = configuration.reader();
    TuningRequest request = TuningRequest.of(minutes, tries, resume);
    Output screen = output.open(command);
    try (LazySparkSession session = new LazySparkSession(reader.spark());
        TrainingRun run =
            new TrainingRun(reader.read(), session, screen, false, Optional.of(request))) {
      run.run();
    } finally {
      screen.clearProgress();
    }
    return 0;
  }
}
