package org.summand.benchmarks;

import java.util.Arrays;

/**
 * What is kept of a series: see {@link Series}. Times are in seconds, infinite for a run that did
 * not get where it was to go: it would have taken longer than anybody waited.
 *
 * @param runs the counted runs of all JVMs together
 * @param accuracies the share of held-out rows that was right after each run
 */
public record SeriesSummary(
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
  public static SeriesSummary of(Series series) {
    double[] sorted = series.seconds().clone();
    for (int run = 0; run < series.accuracies().length; run++) {
      if (series.accuracies()[run] < Workload.GOAL) {
        sorted[run] = Double.POSITIVE_INFINITY;
      }
    }
    Arrays.sort(sorted);
    return new SeriesSummary(
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

  /**
   * On a straight line between the two numbers beside it. Not a library's: infinite times have to
   * stay infinite, and not become NaN as the difference of two.
   */
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    if (at == below) {
      return sorted[below];
    }
    return sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
  }

  /** Whether enough runs got where they were to go for a median. */
  boolean arrived() {
    return Double.isFinite(median);
  }

  double medianAccuracy() {
    double[] sorted = accuracies.clone();
    Arrays.sort(sorted);
    return quantile(sorted, 0.5);
  }

  /** What makes series of the same part comparable: operations a second, or runs a second. */
  double speed() {
    return (flops > 0 ? flops : 1) / median;
  }
}
