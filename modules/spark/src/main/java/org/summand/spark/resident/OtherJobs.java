package org.summand.spark.resident;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;

/**
 * Hears of the application's other jobs. Resident tasks would keep a slot from any of them, a
 * validation or another thread's query, so they leave as soon as one starts.
 */
public final class OtherJobs implements AutoCloseable {
  /** The local property that tells a run's own jobs from all others. */
  private static final String OWNER = "summand.owner";

  private final JavaSparkContext spark;
  private final String owner = UUID.randomUUID().toString();
  private final Set<Integer> jobsOfOthers = ConcurrentHashMap.newKeySet();
  private final SparkListener listener;

  /**
   * @param whenOneStarts called, by a thread of Spark's, when another job starts
   */
  public OtherJobs(JavaSparkContext spark, Runnable whenOneStarts) {
    this.spark = spark;
    listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            if (!owner.equals(job.properties().getProperty(OWNER))) {
              jobsOfOthers.add(job.jobId());
              whenOneStarts.run();
            }
          }

          @Override
          public void onJobEnd(SparkListenerJobEnd job) {
            jobsOfOthers.remove(job.jobId());
          }
        };
    spark.sc().addSparkListener(listener);
  }

  /** Whether one of them runs or waits, as far as Spark has told yet. */
  public boolean areUnderWay() {
    return !jobsOfOthers.isEmpty();
  }

  /** The jobs that this thread starts from now on are the run's own, or no longer so. */
  public void own(boolean yes) {
    spark.setLocalProperty(OWNER, yes ? owner : null);
  }

  @Override
  public void close() {
    spark.sc().removeSparkListener(listener);
  }
}
