package org.summand.spark.cost;

/**
 * Where the tasks of a step run.
 *
 * @param executors the processes beside the driver's; 0 where tasks are threads of the driver's own
 * @param slots the tasks that run at a time, over all processes
 */
public record ClusterShape(int executors, int slots) {
  /** As many executors as said, each with as many slots as here. */
  public ClusterShape withExecutors(int count) {
    return new ClusterShape(count, count * slots / Math.max(1, executors));
  }
}
