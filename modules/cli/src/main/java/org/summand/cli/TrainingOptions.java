package org.summand.cli;

import org.summand.cli.config.ConfigReader;
import picocli.CommandLine.Option;

/** The options of a command that trains a network: what it learns, and where the model goes. */
final class TrainingOptions extends ConfigOptions {
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

  @Override
  ConfigReader reader() {
    ConfigReader reader = super.reader();
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
    return reader;
  }
}
