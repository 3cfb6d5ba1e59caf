package org.summand.spark.cost;

import org.summand.train.gradient.OrderedSum;

/**
 * A step whose cost is asked for.
 *
 * @param strategy how weights and gradients travel
 * @param cluster where its tasks run
 * @param shards its tasks
 * @param weights the floats that go down, and that each shard sends up
 * @param batch its rows
 */
public record CostedStep(
    ExchangeStrategy strategy, ClusterShape cluster, int shards, int weights, int batch) {
  /** How much of each of {@link StepCost#SHARES} there is. */
  public double[] amounts() {
    int processes = Math.max(1, cluster.executors());
    int busy = Math.min(shards, cluster.slots());
    int sums = strategy == ExchangeStrategy.TREE ? OrderedSum.runs(shards) : 0;
    double bytes = (double) Float.BYTES * weights;
    return new double[] {
      1,
      shards + sums,
      bytes * processes,
      bytes * shards,
      (double) batch * weights / busy,
      bytes * sums
    };
  }
}
