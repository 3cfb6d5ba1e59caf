package org.summand.cli;

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
  @Mixin private ConfigOptions configuration;

  @Option(
      names = "--label",
      paramLabel = "NAME",
      description =
          "The column to learn, or several with commas between them, of numbers or yes or no each; the"
              + " key data.label.")
  private String label;

  @Option(
      names = "--task",
      paramLabel = "NAME",
      description =
          "What to learn of it: auto, classes, numbers, counts, or quantiles, as in 'quantiles 0.1 0.5"
              + " 0.9'; the key data.task. Default: auto, by what the column holds.")
  private String task;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The directory to write the model to; the key model.path.")
  private String out;

  @Option(
      names = "--overwrite",
      description = "Replace a model that is there already; the key model.overwrite.")
  private boolean overwrite;

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
    if (label != null) {
      reader.addNames("--label", "data.label", label);
    }
    if (task != null) {
      reader.addOption("--task", "data.task", task);
    }
    if (out != null) {
      reader.addOption("--out", "model.path", out);
    }
    if (overwrite) {
      reader.addOption("--overwrite", "model.overwrite", "true");
    }
    if (resume) {
      reader.addOption("--resume", "checkpoint.resume", "true");
    }
    Output screen = output.open(command);
    try (LazySparkSession session = new LazySparkSession(reader.spark());
        TrainingRun run = new TrainingRun(reader.read(), session, screen, profile)) {
      run.run();
    } finally {
      screen.clearProgress();
    }
    return 0;
  }
}
