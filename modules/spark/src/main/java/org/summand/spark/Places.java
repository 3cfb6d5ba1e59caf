package org.summand.spark;

import org.summand.spark.cost.Place;
import org.summand.spark.resident.Slots;
import org.apache.spark.api.java.JavaSparkContext;

/** Where an application's tasks run, as of now: executors may yet come and go. */
final class Places {
  private Places() {}

  static Place of(JavaSparkContext spark) {
    // The driver counts itself; in local mode it is all there is.
    int executors = spark.sc().getExecutorMemoryStatus().size() - 1;
    return new Place(executors, Math.max(1, Slots.count(spark)));
  }
}
