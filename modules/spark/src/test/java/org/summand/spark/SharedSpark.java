package org.summand.spark;

import com.holdenkarau.spark.testing.SharedJavaSparkContext;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * One Spark in local mode for all tests of a module: starting it takes longer than most of them.
 * Four task threads, so that tasks really run beside each other and finish out of order.
 */
public final class SharedSpark {
  private static final Context CONTEXT = new Context();

  private SharedSpark() {}

  /** The context; it ends with the JVM. */
  public static JavaSparkContext context() {
    CONTEXT.runBefore();
    return CONTEXT.jsc();
  }

  /** A session on the same context. */
  public static SparkSession session() {
    return SparkSession.builder().sparkContext(context().sc()).getOrCreate();
  }

  /**
   * How many jobs an action starts. Spark's status store forgets old jobs, so they are counted by
   * their numbers, between one job before and one after.
   */
  public static int jobsOf(ThrowingCallable action) throws Throwable {
    int before = numberOfNextJob();
    action.call();
    return numberOfNextJob() - before - 1;
  }

  private static int numberOfNextJob() throws Exception {
    JavaFutureAction<Long> job = context().parallelize(List.of(1), 1).countAsync();
    job.get();
    return job.jobIds().get(0);
  }

  /** The bridge to spark-testing-base, which was written for JUnit 4. */
  private static final class Context extends SharedJavaSparkContext {
    @Override
    public SparkConf conf() {
      return super.conf()
          .setMaster("local[4]")
          .setAppName("summand tests")
          .set("spark.ui.enabled", "false")
          .set("spark.driver.host", "127.0.0.1")
          .set("spark.driver.bindAddress", "127.0.0.1")
          .set("spark.sql.shuffle.partitions", "4");
    }
  }
}
