package org.summand.spark.job;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job that is taken once more where an executor that is about to end turned its tasks away.
 *
 * <p>Between the end of an executor's thread pool and that of its process, as after a SIGTERM,
 * Spark sends it tasks and gets them back at once. Each counts as a failure, so that four of them,
 * milliseconds apart, end the job (SPARK-57465). The same job then runs on the executors that
 * remain; it must be one that may run twice.
 */
public final class SparkJob {
  private static final Logger LOG = LoggerFactory.getLogger(SparkJob.class);

  /** How long a process may take to end: what Hadoop leaves to its hooks at the end of a JVM. */
  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(30);

  private static final long PAUSE_MILLIS = 500;

  private SparkJob() {}

  /**
   * The answer of a job.
   *
   * @param job throws what Spark throws
   */
  public static <T> T run(Supplier<T> job) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (true) {
      try {
        return job.get();
      } catch (Exception failed) { // Scala throws checked exceptions without saying so.
        if (!isTurnedAway(failed) || System.nanoTime() > until || !pause()) {
          throw failed;
        }
        LOG.info("An executor that is about to end turned tasks away; their job begins anew.");
      }
    }
  }

  private static boolean isTurnedAway(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof RejectedExecutionException) {
        return true;
      }
    }
    return false;
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
