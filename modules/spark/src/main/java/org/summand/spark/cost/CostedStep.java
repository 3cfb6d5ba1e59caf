package org.summand.spark.cost;

import org.summand.train.gradient.OrderedSum;

/**
 * A step whose cost is asked for.
 *
 * @param strategy how weights and gradients travel
 * @param cluster where its tasks run
 * @param shards the parts that its rows are in; by jobs each is a task, while resident tasks share
 *     them out where there are more than slots, and add up runs of them
 * @param weights the floats that go down, and that each shard sends up
 * @param batch its rows
 */
public record CostedStep(
    ExchangeStrategy strategy, ClusterShape cluster, int shards, int weights, int batch) {
  /** How much of each of {@link StepCost#SHARES} there is. */
  public double[] amounts() {
    int processes = Math.max(1, cluster.executors());
    int busy = Math.min(shards, cluster.slots());
    boolean shares = strategy == ExchangeStrategy.RESIDENT && busy < shards;
    int tasks = shares ? busy : shards;
    int partials = shares ? Math.min(shards, busy + OrderedSum.runs(shards)) : shards;
    int sums = strategy == ExchangeStrategy.TREE ? OrderedSum.runs(shards) : 0;
    double bytes = (double) Float.BYTES * weights;
    return new double[] {
      1,
      tasks + sums,
      bytes * processes,
      bytes * partials,
      (double) batch * weights / busy,
      bytes * sums
    };
  }
}
