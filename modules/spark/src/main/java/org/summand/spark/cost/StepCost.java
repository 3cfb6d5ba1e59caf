package org.summand.spark.cost;

import java.util.List;

/**
 * What steps of one strategy on one kind of cluster cost: {@code Σ share·amount}, seconds, each
 * amount growing with one thing. The shares are fitted to measured steps by {@code
 * modules/benchmarks/scaling}; docs/scaling.md shows them.
 *
 * @param shares seconds, one for each of {@link #SHARES}, none negative
 * @param error half of the steps that were measured but not fitted to came as close as this share
 *     of their time; on executors, steps of another number of them
 */
public record StepCost(double[] shares, double error) {
  /** What the shares are for. The last is 0 where the driver adds alone. */
  public static final List<String> SHARES =
      List.of(
          "a step",
          "a task",
          "a byte of weights, a process",
          "a byte of a partial gradient",
          "a multiplication, a thread",
          "a byte of a sum of the tree");

  /** The seconds of a step, measured or not. */
  public double seconds(CostedStep step) {
    double[] amounts = step.amounts();
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += shares[i] * amounts[i];
    }
    return sum;
  }
}
