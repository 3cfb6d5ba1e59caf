package org.summand.benchmarks.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.summand.benchmarks.Series;
import org.summand.benchmarks.Timing;
import org.summand.benchmarks.Workload;
import org.summand.spark.ml.MllibPerceptron;
import org.summand.spark.ml.MlpClassifier;
import org.summand.spark.ml.MlpClassifierModel;

/** Transform, beside MLlib's perceptron on the same rows with the same weights in the same JVM. */
final class TransformBenchmark {
  private static final int ROWS = 100_000;
  private static final int[] LAYERS = {784, 128, 10};

  private TransformBenchmark() {}

  static List<Series> measure(SparkSession spark, Workload workload) {
    Dataset<Row> table = Vectors.noise(spark, ROWS);
    MlpClassifierModel ours =
        new MlpClassifier()
            .setLayers(LAYERS)
            .setScaling("none") // MLlib's perceptron has no place for another.
            .setEpochs(1)
            .fit(table.limit(1000));
    Transformer mllibs = MllibPerceptron.toMllib(ours);
    List<Series> all = new ArrayList<>();
    all.addAll(compare("all columns", workload, mllibs, ours, table, "*"));
    String[] predictions = {"rawPrediction", "probability", "prediction"};
    all.addAll(compare("predictions alone", workload, mllibs, ours, table, predictions));
    return all;
  }

  private static List<Series> compare(
      String part,
      Workload workload,
      Transformer mllibs,
      Transformer ours,
      Dataset<Row> table,
      String... columns) {
    return Timing.inTurn(
        part,
        workload.warmUps(),
        workload.runs(),
        List.of(
            new Timing.Candidate("MLlib's model", 0, () -> score(mllibs, table, columns)),
            new Timing.Candidate("Summand's model", 0, () -> score(ours, table, columns)),
            new Timing.Candidate("the rows alone", 0, () -> consume(table))));
  }

  private static void score(Transformer model, Dataset<Row> table, String... columns) {
    consume(model.transform(table).selectExpr(columns));
  }

  /** Computes all there is of every row, and keeps nothing. */
  private static void consume(Dataset<Row> table) {
    table.write().format("noop").mode("overwrite").save();
  }
}
