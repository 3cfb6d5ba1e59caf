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
  /** What decided the time. */
  CostModel.Step step() {
    return new CostModel.Step(
        cluster.processes(),
        Math.min(shards, cluster.slots(cores)),
        shards,
        tree ? OrderedSum.runs(shards) : 0,
        weights,
        batch);
  }
}
