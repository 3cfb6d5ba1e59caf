package org.summand.benchmarks.tabular;

import java.util.Arrays;

/** Means and spreads of a few numbers. */
final class Moments {
  private Moments() {}

  static double mean(double[] numbers) {
    return Arrays.stream(numbers).average().orElse(Double.NaN);
  }

  /** The standard deviation of what the numbers are a sample of; NaN of fewer than two. */
  static double deviation(double[] numbers) {
    double mean = mean(numbers);
    double squares = Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).sum();
    return numbers.length < 2 ? Double.NaN : Math.sqrt(squares / (numbers.length - 1));
  }
}
