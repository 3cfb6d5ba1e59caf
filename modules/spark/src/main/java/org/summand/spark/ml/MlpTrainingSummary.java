package org.summand.spark.ml;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.summand.base.EnumText;
import org.summand.nn.Network;
import org.summand.spark.Trainer;
import org.summand.spark.exchange.TimeProfile;
import org.summand.train.EpochReport;
import org.summand.train.Evaluation;
import org.summand.train.Temperature;
import org.summand.train.metric.ProbabilityMetrics;

/**
 * How a training went.
 *
 * @param network what was trained
 * @param epochs a report of each epoch: losses, validation metrics, learning rate, rows a second
 * @param step the last step of the epoch whose weights remain: of the best where there are
 *     validation rows, else of the last
 * @param temperature what the raw outputs were divided by after training; empty where that was not
 *     asked for
 * @param validation how good these weights are on the validation rows, for classes with {@link
 *     org.summand.train.metric.ProbabilityMetrics}; empty where there are none
 * @param end why it ended
 * @param time where the time went
 */
public record MlpTrainingSummary(
    Network network,
    List<EpochReport> epochs,
    long step,
    Optional<Temperature> temperature,
    Optional<Evaluation> validation,
    Trainer.End end,
    TimeProfile time) {
  MlpTrainingSummary(Network network, Trainer.Result result) {
    this(
        network,
        result.epochs(),
        result.state().step(),
        result.temperature(),
        result.validation(),
        result.end(),
        result.time());
  }

  /** The mean training loss of each epoch. */
  public double[] objectiveHistory() {
    return epochs.stream().mapToDouble(EpochReport::loss).toArray();
  }

  /** The validation loss after each epoch; NaN where there are no validation rows. */
  public double[] validationHistory() {
    return epochs.stream()
        .mapToDouble(epoch -> epoch.validation().map(v -> v.loss()).orElse(Double.NaN))
        .toArray();
  }

  private static String words(Evaluation validation) {
    String loss =
        String.format(
            Locale.ROOT, ", %.6f on validation rows at best, which remains", validation.loss());
    if (validation.hasErrors()) {
      return loss
          + String.format(Locale.ROOT, " (RMSE %.6f, R² %.6f)", validation.rmse(), validation.r2());
    }
    return loss
        + validation
            .probabilities()
            .map(metrics -> words(validation.accuracy(), metrics))
            .orElse("");
  }

  private static String words(Temperature temperature) {
    return String.format(
        Locale.ROOT,
        ", divided by the temperature %.6f, before which log loss was %.6f and calibration error"
            + " %.6f",
        temperature.value(),
        temperature.before().logLoss(),
        temperature.before().calibrationError());
  }

  private static String words(double accuracy, ProbabilityMetrics metrics) {
    return String.format(
        Locale.ROOT,
        " (accuracy %.6f, log loss %.6f, AUC %.6f, Brier score %.6f, calibration error %.6f)",
        accuracy,
        metrics.logLoss(),
        metrics.areaUnderCurve(),
        metrics.brierScore(),
        metrics.calibrationError());
  }

  /** The steps taken. */
  public long totalIterations() {
    return epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).step();
  }

  /** The rows learned from in a second, validation not counted. */
  public double rowsPerSecond() {
    return epochs.stream().mapToLong(EpochReport::rows).sum()
        / epochs.stream().mapToDouble(EpochReport::seconds).sum();
  }

  /** A few lines for people. */
  @Override
  public String toString() {
    EpochReport last = epochs.get(epochs.size() - 1);
    return String.format(
        Locale.ROOT,
        "%s: %d epochs, %d steps, ended by %s%n"
            + "loss %.6f at first, %.6f at last%s%s%n"
            + "%.0f rows a second; %.2f s: %s",
        network,
        epochs.size(),
        totalIterations(),
        EnumText.of(end).replace('_', ' '),
        epochs.get(0).loss(),
        last.loss(),
        validation().map(MlpTrainingSummary::words).orElse(""),
        temperature().map(MlpTrainingSummary::words).orElse(""),
        rowsPerSecond(),
        time.total(),
        time);
  }
}
