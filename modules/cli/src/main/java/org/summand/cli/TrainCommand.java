package org.summand.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.summand.cli.config.ConfigReader;
import org.summand.cli.output.Output;
import org.summand.cli.output.OutputOptions;
import org.summand.cli.run.LazySparkSession;
import org.summand.cli.run.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code summand train}. */
@Command(
    name = "train",
    description = {
      "Trains a network on a table, and writes the model. The label decides whether it learns"
          + " classes or numbers, the table how many inputs there are; a configuration can say these,"
          + " the hidden layers, and all else.",
      "",
      "  summand train --data flowers.csv --label kind --out models/flowers",
      "  summand train --conf conf/digits.conf",
      "  summand train --conf conf/digits.conf --set train.epochs=50 --out models/longer",
      ""
    },
    optionListHeading = "%nOptions:%n",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  @Mixin private TrainingOptions configuration;

  @Option(
      names = "--resume",
      description = "Go on from the last checkpoint in checkpoint.path, where there is one.")
  private boolean resume;

  @Option(
      names = "--profile",
      description =
          "Print where the time went, one sentence of advice, and what a step is predicted to take"
              + " on other numbers of executors.")
  private boolean profile;

  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    ConfigReader reader = configuration.reader();
    if (resume) {
      reader.addOption("--resume", "checkpoint.resume", "true");
    }
    Output screen = output.open(command);
    try (LazySparkSession session = new LazySparkSession(reader.spark());
        TrainingRun run =
            new TrainingRun(reader.read(), session, screen, profile, Optional.empty())) {
      run.run();
    } finally {
      screen.clearProgress();
    }
    return 0;
  }
}
