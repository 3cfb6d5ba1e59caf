package org.summand.benchmarks.scaling;

import org.summand.base.EnumText;
import org.summand.spark.cost.ClusterShape;

/** Where steps are measured: all on this machine. */
enum Cluster {
  LOCAL("local[2]", 0, 2, "one process, two threads"),
  TWO("local-cluster[2,1,2048]", 2, 1, "two executor processes of one thread"),
  THREE("local-cluster[3,1,2048]", 3, 1, "three executor processes of one thread");

  private final String master;
  private final int executors;
  private final int threads;
  private final String title;

  Cluster(String master, int executors, int threads, String title) {
    this.master = master;
    this.executors = executors;
    this.threads = threads;
    this.title = title;
  }

  String text() {
    return EnumText.of(this);
  }

  String master() {
    return master;
  }

  /** The tasks that Spark runs at a time. */
  int slots() {
    return Math.max(1, executors) * threads;
  }

  /** Where tasks run, on a machine of so many cores. */
  ClusterShape place(int cores) {
    return new ClusterShape(executors, Math.min(cores, slots()));
  }

  String title() {
    return title;
  }
}
