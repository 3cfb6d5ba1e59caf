package io.summand.benchmarks;

import java.util.Arrays;

/**
 * What is kept of a series: see {@link Series}. Times are in seconds.
 *
 * @param runs the counted runs of all JVMs together
 * @param accuracies the share of held-out rows that was right after each run
 */
public record Figures(
    String part,
    String name,
    int warmUps,
    int runs,
    double least,
    double lowerQuartile,
    double median,
    double upperQuartile,
    double most,
    double flops,
    double[] accuracies,
    String note) {
  /** What is kept of a series. */
  public static Figures of(Series series) {
    double[] sorted = series.seconds().clone();
    Arrays.sort(sorted);
    return new Figures(
        series.part(),
        series.name(),
        series.warmUps(),
        sorted.length,
        quantile(sorted, 0),
        quantile(sorted, 0.25),
        quantile(sorted, 0.5),
        quantile(sorted, 0.75),
        quantile(sorted, 1),
        series.flops(),
        series.accuracies(),
        series.note());
  }

  /** On a straight line between the two numbers beside it. */
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /** Whether all runs got where they were to go: else their seconds say nothing. */
  boolean arrived() {
    return Arrays.stream(accuracies).allMatch(accuracy -> accuracy >= Workload.GOAL);
  }

  double medianAccuracy() {
    double[] sorted = accuracies.clone();
    Arrays.sort(sorted);
    return quantile(sorted, 0.5);
  }

  /** What makes figures of the same part comparable: operations a second, or runs a second. */
  double speed() {
    return (flops > 0 ? flops : 1) / median;
  }
}
