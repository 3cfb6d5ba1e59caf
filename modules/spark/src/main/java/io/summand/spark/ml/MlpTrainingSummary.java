package io.summand.spark.ml;

import io.summand.nn.Network;
import io.summand.spark.EpochReport;
import io.summand.spark.Trainer;
import java.util.List;

/**
 * How a training went.
 *
 * @param network what was trained
 * @param epochs a report of each epoch: losses, validation metrics, learning rate, rows a second
 * @param end why it ended
 */
public record MlpTrainingSummary(Network network, List<EpochReport> epochs, Trainer.End end) {
  MlpTrainingSummary(Network network, Trainer.Result result) {
    this(network, result.epochs(), result.end());
  }

  /** The mean training loss of each epoch. */
  public double[] objectiveHistory() {
    return epochs.stream().mapToDouble(EpochReport::loss).toArray();
  }

  /** The validation loss after each epoch; NaN where no rows are held out. */
  public double[] validationHistory() {
    return epochs.stream()
        .mapToDouble(epoch -> epoch.validation().map(v -> v.loss()).orElse(Double.NaN))
        .toArray();
  }

  /** The steps taken. */
  public long totalIterations() {
    return epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).step();
  }
}
