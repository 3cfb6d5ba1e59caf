package org.summand.cli.output;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.JavaSparkStatusTracker;

/**
 * Shows on a terminal, until it is closed, how long Spark has been at something and how many of the
 * tasks under way are done: {@code packing 0:12 3 of 16 tasks}.
 */
public final class JobProgress implements AutoCloseable {
  private static final long MILLIS_BETWEEN = 250;

  private final String what;
  private final JavaSparkStatusTracker tracker;
  private final Output output;
  private final long startedAt = System.nanoTime();
  private final ScheduledExecutorService clock;

  public JobProgress(String what, JavaSparkContext context, Output output) {
    this.what = what;
    this.output = output;
    tracker = context.statusTracker();
    clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "summand-progress");
              thread.setDaemon(true);
              return thread;
            });
    if (output.showsProgress()) {
      clock.scheduleAtFixedRate(this::show, MILLIS_BETWEEN, MILLIS_BETWEEN, TimeUnit.MILLISECONDS);
    }
  }

  private void show() {
    SparkStageInfo[] stages =
        Arrays.stream(tracker.getActiveStageIds())
            .mapToObj(tracker::getStageInfo)
            .filter(Objects::nonNull)
            .toArray(SparkStageInfo[]::new);
    int tasks = Arrays.stream(stages).mapToInt(SparkStageInfo::numTasks).sum();
    int done = Arrays.stream(stages).mapToInt(SparkStageInfo::numCompletedTasks).sum();
    String seconds = Formats.duration((System.nanoTime() - startedAt) / 1e9);
    output.progress(
        what + "  " + seconds + (tasks > 0 ? "  " + done + " of " + tasks + " tasks" : ""));
  }

  @Override
  public void close() {
    clock.shutdown();
    try {
      // The last line is not to appear after it was cleared.
      clock.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    output.clearProgress();
  }
}
