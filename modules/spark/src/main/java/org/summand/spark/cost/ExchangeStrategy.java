package org.summand.spark.cost;

import org.summand.train.gradient.OrderedSum;

/** How the weights and gradients of a step travel, and who adds. */
public enum ExchangeStrategy {
  /** A Spark job of one stage; the driver adds. */
  ONE_STAGE("as jobs"),
  /** A Spark job of two stages: executors add runs of shards, the driver adds the runs. */
  TREE("as jobs, in a tree of stages"),
  /** Tasks that stay on their executors from step to step; the driver adds. */
  RESIDENT("by resident tasks");

  private final String text;

  ExchangeStrategy(String text) {
    this.text = text;
  }

  /** What to call it: steps are taken … */
  public String text() {
    return text;
  }

  /** How many gradients come to the driver in a step: one of each shard, or of each run of them. */
  public int gradientsToDriver(int shards) {
    return this == TREE ? OrderedSum.runs(shards) : shards;
  }
}
