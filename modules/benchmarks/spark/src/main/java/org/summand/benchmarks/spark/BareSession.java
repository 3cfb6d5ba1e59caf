package org.summand.benchmarks.spark;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.summand.benchmarks.Workload;

/** The least that a program on Spark does: a session starts, counts the lines of a table, ends. */
public final class BareSession {
  private BareSession() {}

  /**
   * Prints the number of rows.
   *
   * @param args a CSV file without a header
   */
  public static void main(String[] args) throws IOException {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[" + Workload.THREADS + "]")
            .appName("bare")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate()) {
      System.out.println(spark.read().csv(args[0]).count());
    }
  }
}
