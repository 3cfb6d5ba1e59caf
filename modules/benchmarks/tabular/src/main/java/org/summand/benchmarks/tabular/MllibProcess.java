package org.summand.benchmarks.tabular;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.summand.benchmarks.CommandWord;
import org.summand.benchmarks.Json;
import org.summand.compute.cpu.CpuDevice;

/**
 * Trains one of MLlib's learners and predicts with it, and prints a {@link Fit} as its last line.
 * MLlib gets the OpenBLAS that Summand brings.
 */
final class MllibProcess {
  private MllibProcess() {}

  public static void main(String[] args) {
    try {
      run(args);
    } catch (Exception failure) {
      failure.printStackTrace();
      System.err.println(failure.getMessage());
      System.exit(1);
    }
  }

  private static void run(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    Learner learner = Learner.of(args[0]).orElseThrow();
    Path training = Path.of(args[1]);
    Path test = Path.of(args[2]);
    String label = args[3];
    Task task = CommandWord.find(Task.class, args[4]).orElseThrow();
    long seed = Long.parseLong(args[5]);
    Path predictions = Path.of(args[6]);
    // Names the OpenBLAS library to netlib, as it does for Summand.
    new CpuDevice();
    try (SparkSession spark = session()) {
      long start = System.nanoTime();
      MllibTable table = MllibTable.learnedFrom(spark, training, label, task, learner);
      MllibModel model = MllibModel.train(table, learner, seed);
      double seconds = (System.nanoTime() - start) / 1e9;
      model.predict(test, predictions);
      out.println(
          Json.MAPPER.writeValueAsString(new Fit("Spark MLlib " + spark.version(), seconds)));
    }
  }

  /** A session of as many threads as every system has. */
  static SparkSession session() {
    return SparkSession.builder()
        .master("local[" + Trainer.THREADS + "]")
        .appName("tables")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate();
  }
}
