package io.summand.benchmarks;

import io.summand.spark.ml.MllibPerceptron;
import io.summand.spark.ml.MlpClassifier;
import io.summand.spark.ml.MlpClassifierModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Beside MLlib's perceptron: transform on the same rows with the same weights, and training on the
 * first 10,000 images of MNIST.
 */
final class MlBenchmark {
  private static final int ROWS = 100_000;
  private static final int[] LAYERS = {784, 128, 10};

  private MlBenchmark() {}

  static void transform(SparkSession spark) {
    Dataset<Row> table = Digits.noise(spark, ROWS);
    MlpClassifierModel ours =
        new MlpClassifier().setLayers(LAYERS).setEpochs(1).fit(table.limit(1000));
    MultilayerPerceptronClassificationModel mllibs = MllibPerceptron.toMllib(ours);
    System.out.printf("%nML: transform of %,d dense rows, 784-128-10, the same weights%n", ROWS);
    compare("all columns", mllibs, ours, table, "*");
    compare("the answers", mllibs, ours, table, "rawPrediction", "probability", "prediction");
  }

  private static void compare(
      String what, Transformer mllibs, Transformer ours, Dataset<Row> table, String... columns) {
    List<Timing.Result> results =
        Timing.inTurn(
            2,
            5,
            List.of(
                new Timing.Candidate("MLlib", () -> score(mllibs, table, columns)),
                new Timing.Candidate("Summand", () -> score(ours, table, columns)),
                new Timing.Candidate("the rows alone", () -> consume(table))));
    for (Timing.Result result : results) {
      System.out.printf(
          Locale.ROOT,
          "  %-14s %-24s %6.0f ms  (%.0f to %.0f)  %,9.0f rows/s  %.1f times MLlib%n",
          what,
          result.name(),
          1e3 * result.median(),
          1e3 * result.least(),
          1e3 * result.most(),
          ROWS / result.median(),
          results.get(0).median() / result.median());
    }
    double alone = results.get(2).median();
    System.out.printf(
        Locale.ROOT,
        "  %-14s %.1f times MLlib, the time of the rows alone taken off both%n",
        what,
        (results.get(0).median() - alone) / (results.get(1).median() - alone));
  }

  private static void score(Transformer model, Dataset<Row> table, String... columns) {
    consume(model.transform(table).selectExpr(columns));
  }

  /** Computes all there is of every row, and keeps nothing. */
  private static void consume(Dataset<Row> table) {
    table.write().format("noop").mode("overwrite").save();
  }

  /**
   * @param mnist a directory with the training files
   */
  static void training(SparkSession spark, Path mnist) throws IOException {
    System.out.printf("%nML: training on MNIST-10k, 8,000 rows to learn from, 2,000 to test on%n");
    if (!Files.isDirectory(mnist)) {
      System.out.printf("  skipped: there is no %s; name a directory with -Dmnist=…%n", mnist);
      return;
    }
    Dataset<Row> images = Digits.mnist(spark, mnist).cache();
    Dataset<Row> train = images.filter("image < 8000").repartition(2).cache();
    Dataset<Row> test = images.filter("image >= 8000").cache();
    train.count();
    test.count();
    MlpClassifier sigmoid =
        new MlpClassifier().setLayers(LAYERS).setEpochs(20).setBatchSize(64).setStepSize(0.003);
    MlpClassifier relu = sigmoid.copy(ParamMap.empty());
    relu.setNetwork("784 -> 128 relu -> 10 softmax").setSchedule("cosine").setEpochs(10);
    // A short run of each first, so that the compiler has seen both.
    perceptron(5).fit(train);
    sigmoid.copy(ParamMap.empty()).setEpochs(1).fit(train);
    report("MLlib, 100 steps of L-BFGS", () -> perceptron(100).fit(train), test);
    report("Summand, the same network, 20 epochs", () -> sigmoid.fit(train), test);
    report("Summand, relu, cosine, 10 epochs", () -> relu.fit(train), test);
  }

  private static MultilayerPerceptronClassifier perceptron(int steps) {
    return new MultilayerPerceptronClassifier().setLayers(LAYERS).setMaxIter(steps).setSeed(1);
  }

  private static void report(String name, Supplier<Transformer> fit, Dataset<Row> test) {
    long start = System.nanoTime();
    Transformer model = fit.get();
    double seconds = (System.nanoTime() - start) / 1e9;
    double right =
        model.transform(test).filter("label = prediction").count() / (double) test.count();
    System.out.printf(Locale.ROOT, "  %-40s %6.2f %% right  %7.2f s%n", name, 100 * right, seconds);
    if (model instanceof MlpClassifierModel ours) {
      System.out.println("    " + ours.summary().orElseThrow().time());
    }
  }
}
