package org.summand.spark;

import com.holdenkarau.spark.testing.SharedJavaSparkContext;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

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
