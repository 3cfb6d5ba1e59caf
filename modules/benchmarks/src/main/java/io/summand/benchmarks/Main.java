package io.summand.benchmarks;

import io.summand.spark.RecommendedSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Runs the workloads named on the command line, or all of them. */
public final class Main {
  private static final Set<String> WORKLOADS = Set.of("w2", "w3", "w4", "ml");

  private Main() {}

  public static void main(String[] args) throws IOException {
    List<String> chosen = args.length == 0 ? List.of("w2", "w3", "w4", "ml") : List.of(args);
    for (String name : chosen) {
      if (!WORKLOADS.contains(name)) {
        System.err.println("there is no workload '" + name + "'; there are w2, w3, w4 and ml");
        System.exit(2);
      }
    }
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("summand benchmarks")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.driver.maxResultSize", "4g");
    RecommendedSettings.addTo(conf);
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      if (chosen.contains("w2")) {
        Workload w2 = Workload.of("784 -> 1024 relu -> 1024 relu -> 10 softmax", 8192, 16384, 2);
        StepBenchmark.run(spark, "W2", w2, 5, 15);
      }
      if (chosen.contains("w3")) {
        StepBenchmark.run(
            spark, "W3", Workload.of("784 -> 128 relu -> 10 softmax", 1024, 16384, 2), 200, 300);
      }
      if (chosen.contains("ml")) {
        SparkSession session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
        MlBenchmark.transform(session);
        MlBenchmark.training(session, Path.of(System.getProperty("mnist", "mnist-10k")));
      }
      if (chosen.contains("w4")) {
        System.out.printf("%nW4: the exchange alone, one job a step%n");
        for (int shards : new int[] {2, 8}) {
          ExchangeBenchmark.run(spark, "784 -> 10 softmax", shards, 200, 200);
          ExchangeBenchmark.run(spark, "784 -> 128 relu -> 10 softmax", shards, 100, 100);
          ExchangeBenchmark.run(
              spark, "784 -> 1024 relu -> 1024 relu -> 10 softmax", shards, 15, 25);
          ExchangeBenchmark.run(spark, "999 -> 10000 linear", shards, 5, 10);
        }
      }
    }
  }
}
