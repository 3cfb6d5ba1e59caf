package org.summand.benchmarks.scaling;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.summand.spark.cost.CostedStep;
import org.summand.spark.cost.ExchangeStrategy;
import org.summand.spark.cost.StepCosts;

/**
 * A step that was measured.
 *
 * @param cluster where
 * @param strategy how weights and gradients travelled
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
    @JsonProperty("way") ExchangeStrategy strategy,
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
  CostedStep step() {
    return new CostedStep(strategy, cluster.place(cores), shards, weights, batch);
  }

  /** Which model speaks of it. */
  StepCosts.Kind kind() {
    return StepCosts.Kind.of(step());
  }
}
