package org.summand.spark;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/** The executors that come to an application and leave it. */
final class ExecutorWatch extends SparkListener {
  private static final int SECONDS = 60;

  private final JavaSparkContext spark;
  private final Runnable whenAdded;
  private final Set<String> added = ConcurrentHashMap.newKeySet();
  private final Set<String> removed = ConcurrentHashMap.newKeySet();

  /**
   * @param whenAdded runs whenever an executor has come
   */
  ExecutorWatch(JavaSparkContext spark, Runnable whenAdded) {
    this.spark = spark;
    this.whenAdded = whenAdded;
    spark.sc().addSparkListener(this);
  }

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded event) {
    added.add(event.executorId());
    whenAdded.run();
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
    removed.add(event.executorId());
  }

  /** Waits until there are so many executors, and counts anew from there. */
  void startWith(int executors) {
    awaitPresent(spark, executors);
    waitUntilHeard();
    added.clear();
    removed.clear();
  }

  /** Waits until so many came and left since the start, or have had a minute for it. */
  void await(int given, int lost) {
    await(() -> added.size() >= given && removed.size() >= lost);
    waitUntilHeard();
  }

  private void waitUntilHeard() {
    try {
      spark.sc().listenerBus().waitUntilEmpty();
    } catch (Exception late) { // Scala throws checked exceptions without saying so.
      throw new IllegalStateException(late);
    }
  }

  int given() {
    return added.size();
  }

  int lost() {
    return removed.size();
  }

  /** Waits until there are so many executors; fails after a minute. */
  static void awaitPresent(JavaSparkContext spark, int executors) {
    if (!await(() -> spark.sc().getExecutorIds().size() == executors)) {
      throw new IllegalStateException(
          "there are still " + spark.sc().getExecutorIds() + " and not " + executors);
    }
  }

  private static boolean await(BooleanSupplier condition) {
    long until = System.nanoTime() + SECONDS * 1_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        return false;
      }
      sleep(50);
    }
    return true;
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
