package org.summand.benchmarks.scaling;

import java.util.Arrays;
import java.util.List;
import org.summand.spark.cost.StepCost;

/**
 * Fits the shares of a {@link StepCost} to measured steps. Errors count relative to the time, so
 * that short steps matter as much as long ones.
 */
final class Fit {
  private Fit() {}

  /** The shares that come closest to the points. */
  static double[] shares(List<Point> points) {
    double[][] amounts = new double[points.size()][];
    double[] ones = new double[points.size()];
    for (int p = 0; p < ones.length; p++) {
      double seconds = points.get(p).seconds();
      amounts[p] =
          Arrays.stream(points.get(p).step().amounts()).map(amount -> amount / seconds).toArray();
      ones[p] = 1;
    }
    return LeastSquares.nonNegative(amounts, ones);
  }

  /** The difference to the measured time, as a share of it. */
  static double error(StepCost cost, Point point) {
    return Math.abs(cost.seconds(point.step()) / point.seconds() - 1);
  }
}
