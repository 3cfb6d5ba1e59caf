package org.summand.spark.cluster;

import org.apache.spark.api.java.JavaSparkContext;
import org.summand.spark.cost.ClusterShape;

/** Where an application's tasks run, as of now: executors may yet come and go. */
public final class Places {
  private Places() {}

  public static ClusterShape of(JavaSparkContext spark) {
    // The driver counts itself; in local mode it is all there is.
    int executors = spark.sc().getExecutorMemoryStatus().size() - 1;
    return new ClusterShape(executors, Math.max(1, OtherJobs.count(spark)));
  }
}
