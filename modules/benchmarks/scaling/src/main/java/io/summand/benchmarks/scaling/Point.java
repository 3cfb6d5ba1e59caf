package io.summand.benchmarks.scaling;

import io.summand.train.OrderedSum;

/**
 * A step that was measured.
 *
 * @param cluster where
 * @param tree whether the summands were added in a tree of stages, not on the driver alone
 * @param shards the tasks of the step
 * @param weights the floats that go down, and that each shard sends up
 * @param rows the rows of the whole data set
 * @param batch the rows of the step
 * @param cores the machine's
 * @param seconds the median of the runs
 * @param least the fastest
 * @param most the slowest
 * @param runs how many
 */
record Point(
    Cluster cluster,
    boolean tree,
    int shards,
    int weights,
    long rows,
    int batch,
    int cores,
    double seconds,
    double least,
    double most,
    int runs) {
  /** The bytes of the weights, and of a summand. */
  double bytes() {
    return (double) Float.BYTES * weights;
  }

  /** The sums that a tree's second stage makes. */
  int sums() {
    return OrderedSum.runs(shards);
  }

  /** The tasks that really run at a time. */
  int slots() {
    return Math.min(shards, cluster.slots(cores));
  }
}
