package org.summand.benchmarks.scaling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.summand.base.EnumText;
import org.summand.spark.cluster.RecommendedSettings;

/** The driver of one cluster: measures, and prints each point as a line of JSON. */
final class SweepProcess {
  private static final JsonMapper MAPPER = new JsonMapper();

  private SweepProcess() {}

  public static void main(String[] args) {
    Cluster cluster = EnumText.parse(Cluster.class, "cluster", args[0]);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    SparkConf conf =
        new SparkConf()
            .setMaster(cluster.master())
            .setAppName("summand scaling")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.driver.maxResultSize", "4g")
            // No step before all executors are there.
            .set("spark.scheduler.minRegisteredResourcesRatio", "1")
            .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "10min")
            .set("spark.executor.memory", "2g")
            .set("spark.executor.extraJavaOptions", "-Xms2g -XX:+AlwaysPreTouch")
            .set("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    RecommendedSettings.addTo(conf);
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      new Sweep(spark, cluster, Double.parseDouble(args[1]), point -> print(out, point)).run();
    }
  }

  private static void print(PrintStream out, Point point) {
    try {
      out.println(MAPPER.writeValueAsString(point));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
