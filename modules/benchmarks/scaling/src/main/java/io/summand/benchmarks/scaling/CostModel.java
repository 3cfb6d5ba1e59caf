package io.summand.benchmarks.scaling;

import java.util.Arrays;
import java.util.List;

/**
 * What a step costs, as a sum of shares that grow with one thing each. Fitted to measured steps;
 * each share is 0 or more, and errors count relative to the time, so that short steps matter as
 * much as long ones.
 *
 * @param shares seconds, one for each of {@link #NAMES}
 */
record CostModel(double[] shares) {
  /** What the shares are for. The last two are 0 where the driver adds alone. */
  static final List<String> NAMES =
      List.of(
          "a step",
          "a task",
          "a byte of weights, a process",
          "a byte of a summand",
          "a multiplication, a thread",
          "a byte of a sum of the tree");

  /** How much of each share a step has. */
  private static double[] amounts(Point point) {
    int sums = point.tree() ? point.sums() : 0;
    return new double[] {
      1,
      point.shards() + sums,
      point.bytes() * point.cluster().processes(),
      point.bytes() * point.shards(),
      (double) point.batch() * point.weights() / point.slots(),
      point.bytes() * sums
    };
  }

  /** The seconds of a step, measured or not. */
  double seconds(Point point) {
    double[] amounts = amounts(point);
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += shares[i] * amounts[i];
    }
    return sum;
  }

  /** The difference to the measured time, as a share of it. */
  double error(Point point) {
    return Math.abs(seconds(point) / point.seconds() - 1);
  }

  static CostModel fit(List<Point> points) {
    double[][] amounts = new double[points.size()][];
    double[] ones = new double[points.size()];
    for (int p = 0; p < ones.length; p++) {
      double seconds = points.get(p).seconds();
      amounts[p] = Arrays.stream(amounts(points.get(p))).map(amount -> amount / seconds).toArray();
      ones[p] = 1;
    }
    return new CostModel(LeastSquares.nonNegative(amounts, ones));
  }
}
