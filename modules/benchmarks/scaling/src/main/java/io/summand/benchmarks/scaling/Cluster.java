package io.summand.benchmarks.scaling;

import java.util.Locale;

/** Where steps are measured: all on this machine. */
enum Cluster {
  LOCAL("local[2]", 1, 2, "one process, two threads"),
  TWO("local-cluster[2,1,2048]", 2, 1, "two executor processes of one thread"),
  THREE("local-cluster[3,1,2048]", 3, 1, "three executor processes of one thread");

  private final String master;
  private final int processes;
  private final int threads;
  private final String title;

  Cluster(String master, int processes, int threads, String title) {
    this.master = master;
    this.processes = processes;
    this.threads = threads;
    this.title = title;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  String master() {
    return master;
  }

  /** The processes that run tasks. */
  int processes() {
    return processes;
  }

  /** The tasks that run at a time, on a machine of so many cores. */
  int slots(int cores) {
    return Math.min(cores, processes * threads);
  }

  String title() {
    return title;
  }
}
