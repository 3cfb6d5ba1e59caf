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
  /** What the shares are for. The last is 0 where the driver adds alone. */
  static final List<String> NAMES =
      List.of(
          "a step",
          "a task",
          "a byte of weights, a process",
          "a byte of a summand",
          "a multiplication, a thread",
          "a byte of a sum of the tree");

  /**
   * What decides the cost of a step.
   *
   * @param processes that run tasks
   * @param slots the tasks that really run at a time
   * @param shards the tasks of the step
   * @param sums what a tree's second stage makes of them; 0 without one
   * @param weights the floats that go down, and that each shard sends up
   * @param batch the rows of the step
   */
  record Step(int processes, int slots, int shards, int sums, int weights, int batch) {
    /** How much of each share there is. */
    double[] amounts() {
      double bytes = (double) Float.BYTES * weights;
      return new double[] {
        1,
        shards + sums,
        bytes * processes,
        bytes * shards,
        (double) batch * weights / slots,
        bytes * sums
      };
    }
  }

  /** The seconds of a step, measured or not. */
  double seconds(Step step) {
    double[] amounts = step.amounts();
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += shares[i] * amounts[i];
    }
    return sum;
  }

  /** The difference to the measured time, as a share of it. */
  double error(Point point) {
    return Math.abs(seconds(point.step()) / point.seconds() - 1);
  }

  static CostModel fit(List<Point> points) {
    double[][] amounts = new double[points.size()][];
    double[] ones = new double[points.size()];
    for (int p = 0; p < ones.length; p++) {
      double seconds = points.get(p).seconds();
      amounts[p] =
          Arrays.stream(points.get(p).step().amounts()).map(amount -> amount / seconds).toArray();
      ones[p] = 1;
    }
    return new CostModel(LeastSquares.nonNegative(amounts, ones));
  }
}
