package org.summand.spark.cost;

/** How the weights and gradients of a step travel, and who adds. */
public enum Way {
  /** A Spark job of one stage; the driver adds. */
  ONE_STAGE("as jobs"),
  /** A Spark job of two stages: executors add runs of shards, the driver adds the runs. */
  TREE("as jobs, in a tree of stages"),
  /** Tasks that stay on their executors from step to step; the driver adds. */
  RESIDENT("by resident tasks");

  private final String text;

  Way(String text) {
    this.text = text;
  }

  /** What to call it: steps are taken … */
  public String text() {
    return text;
  }
}
