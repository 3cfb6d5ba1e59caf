package org.summand.benchmarks.tabular;

import java.util.Arrays;

/** Results as tests need them. */
final class Results {
  static final Origin ORIGIN = new Origin("today", "a machine", "abc");

  /** The rows of every test part. */
  static final int ROWS = 10_000;

  private Results() {}

  /** A result of two trainings whose losses are known, and their mean on every resample. */
  static Result of(String table, Task task, Learner learner, double first, double second) {
    double[] resampled = new double[Resamples.COUNT];
    // Half of them 1 % above the mean, and half of them below.
    Arrays.setAll(resampled, i -> (first + second) / 2 * (i % 2 == 0 ? 1.01 : 0.99));
    return new Result(
        table,
        task,
        learner,
        ORIGIN,
        learner.title() + " 1.0",
        4 * ROWS,
        ROWS,
        new long[] {1, 2},
        new double[] {first, second},
        task == Task.CLASS ? new double[] {0.9, 0.92} : new double[0],
        new double[] {1, 3},
        resampled);
  }

  static Result of(String table, Task task, Learner learner, double loss) {
    return of(table, task, learner, loss, loss);
  }
}
