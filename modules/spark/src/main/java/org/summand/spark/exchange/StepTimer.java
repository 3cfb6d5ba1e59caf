package org.summand.spark.exchange;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.summand.spark.exchange.TimeProfile.Phase;

/** Gives each moment since it was made to a phase of the run. Used by the driver's one thread. */
public final class StepTimer {
  private final long[] nanos = new long[Phase.values().length];
  private long medianTask;
  private long arithmetic;
  private long last = System.nanoTime();

  /** The time since the last lap belongs to {@code phase}. */
  public void lap(Phase phase) {
    add(phase, sinceLastLap());
  }

  /**
   * The time since the last lap went to the slowest of the tasks, its packing and its arithmetic,
   * and to bringing together what they made.
   *
   * @param computeNanos the time of a task's arithmetic
   * @param loadNanos the time that its rows took to come
   */
  public <T> void lapOfTasks(
      List<T> made, ToLongFunction<T> computeNanos, ToLongFunction<T> loadNanos) {
    long[] tasks = made.stream().mapToLong(computeNanos).sorted().toArray();
    long median = tasks[(tasks.length - 1) / 2];
    medianTask += median;
    arithmetic += median * tasks.length;
    long lap = sinceLastLap();
    // Clocks of two machines may run apart by a little; never take more than there is.
    long compute = Math.min(tasks[tasks.length - 1], lap);
    long slowestLoad = made.stream().mapToLong(loadNanos).max().orElse(0);
    long load = Math.min(slowestLoad, lap - compute);
    add(Phase.COMPUTE, compute);
    add(Phase.LOAD, load);
    add(Phase.EXCHANGE, lap - compute - load);
  }

  private long sinceLastLap() {
    long now = System.nanoTime();
    long lap = now - last;
    last = now;
    return lap;
  }

  private void add(Phase phase, long lap) {
    nanos[phase.ordinal()] += lap;
  }

  /** What was measured until the last lap. */
  public TimeProfile timeSpent() {
    Map<Phase, Double> seconds = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      seconds.put(phase, nanos[phase.ordinal()] / 1e9);
    }
    return new TimeProfile(seconds, medianTask / 1e9, arithmetic / 1e9);
  }
}
