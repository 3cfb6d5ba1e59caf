package org.summand.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.spark.SharedSpark;

/** What Spark's own MLTest asks of a model, and more: every way to an answer gives the same. */
class TransformTest {
  /** A batch's product may be summed in another order than a row's. */
  private static final double ROUNDING = 1e-5;

  private static MlpClassifierModel model;
  private static Dataset<Row> table;

  @TempDir private Path directory;

  @BeforeAll
  static void train() {
    table = Tables.rings(2500, 3, 1).cache();
    model = Tables.ringClassifier(3).setEpochs(5).fit(table);
  }

  private static void assertPredicted(List<Row> rows) {
    assertThat(rows).hasSize(2500);
    for (Row row : rows) {
      Vector features = row.getAs("features");
      assertClose(row.getAs("rawPrediction"), model.predictRaw(features));
      assertClose(row.getAs("probability"), model.predictProbability(features));
      assertThat(row.<Double>getAs("prediction")).isEqualTo(model.predict(features));
    }
  }

  private static void assertClose(Vector given, Vector expected) {
    for (int i = 0; i < expected.size(); i++) {
      assertThat(given.apply(i)).isCloseTo(expected.apply(i), within(ROUNDING));
    }
  }

  @Test
  void aBatchPredictsAsSingleRowsDo() {
    assertPredicted(model.transform(table).collectAsList());
  }

  @Test
  void aStreamPredictsAsSingleRowsDo() throws Exception {
    Path source = directory.resolve("in");
    table.select("features", "label").write().parquet(source.toString());
    Dataset<Row> stream =
        SharedSpark.session().readStream().schema(Tables.LABELLED).parquet(source.toString());
    StreamingQuery query =
        model
            .transform(stream)
            .writeStream()
            .format("memory")
            .queryName("answers")
            .option("checkpointLocation", directory.resolve("checkpoint").toString())
            .start();
    try {
      query.processAllAvailable();
      assertPredicted(SharedSpark.session().table("answers").collectAsList());
    } finally {
      query.stop();
    }
  }

  @Test
  void manyThreadsGetTheSamePredictions() throws Exception {
    List<Row> expected = model.transform(table).select("probability").collectAsList();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<List<Row>>> calls = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        calls.add(
            () -> {
              model.predict(Vectors.dense(1, 1));
              return model.transform(table).select("probability").collectAsList();
            });
      }
      for (Future<List<Row>> prediction : threads.invokeAll(calls)) {
        assertThat(prediction.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aModelInsideAClosurePredictsOnTheExecutors() {
    MlpClassifierModel theModel = model;
    MapFunction<Row, Double> predict = row -> theModel.predict(row.<Vector>getAs("features"));
    List<Double> predictions = table.limit(20).map(predict, Encoders.DOUBLE()).collectAsList();
    List<Row> rows = table.limit(20).collectAsList();
    for (int i = 0; i < 20; i++) {
      assertThat(predictions.get(i))
          .isEqualTo(model.predict(rows.get(i).<Vector>getAs("features")));
    }
  }

  @Test
  void sparseVectorsPredictAsDenseOnes() {
    List<Row> rows =
        List.of(
            RowFactory.create(Vectors.dense(0, 1.5), 0.0),
            RowFactory.create(Vectors.sparse(2, new int[] {1}, new double[] {1.5}), 0.0));
    List<Row> predictions = model.transform(Tables.of(Tables.LABELLED, rows)).collectAsList();
    assertThat(predictions.get(0).<Vector>getAs("probability"))
        .isEqualTo(predictions.get(1).<Vector>getAs("probability"));
    assertThat(model.predictRaw(Vectors.sparse(2, new int[] {1}, new double[] {1.5})))
        .isEqualTo(model.predictRaw(Vectors.dense(0, 1.5)));
  }

  @Test
  void transformSchemaIsTheSchemaOfWhatTransformGives() {
    StructType promised = model.transformSchema(table.schema());
    StructType given = model.transform(table).schema();
    assertThat(given.fieldNames()).containsExactly(promised.fieldNames());
    for (int i = 0; i < given.size(); i++) {
      assertThat(given.apply(i).dataType()).isEqualTo(promised.apply(i).dataType());
      assertThat(given.apply(i).metadata()).isEqualTo(promised.apply(i).metadata());
    }
    assertThat(new MlpClassifier().setNetwork("2 -> 3 softmax").transformSchema(table.schema()))
        .isEqualTo(promised);
  }

  @Test
  void predictionsCarryMetadata() {
    StructType schema = model.transform(table).schema();
    assertThat(AttributeGroup.fromStructField(schema.apply("probability")).size()).isEqualTo(3);
    assertThat(AttributeGroup.fromStructField(schema.apply("rawPrediction")).size()).isEqualTo(3);
    NominalAttribute prediction =
        (NominalAttribute)
            org.apache.spark.ml.attribute.Attribute.fromStructField(schema.apply("prediction"));
    assertThat(prediction.getNumValues().get()).isEqualTo(3);
  }

  @Test
  void columnsThatAreNotWantedAreLeftOut() {
    MlpClassifierModel few =
        model.copy(new ParamMap()).setProbabilityCol("").setRawPredictionCol("");
    assertThat(few.transform(table).columns())
        .containsExactly("features", "label", "weight", "held", "prediction");
  }

  @Test
  void thresholdsChooseAsMllibs() {
    MlpClassifierModel wary = model.copy(new ParamMap()).setThresholds(new double[] {0.5, 1, 0});
    assertThat(wary.transform(table.limit(50)).select("prediction").distinct().collectAsList())
        .containsExactly(RowFactory.create(2.0));
    wary.setThresholds(new double[] {1e-9, 1, 1});
    for (Row row : wary.transform(table.limit(50)).collectAsList()) {
      assertThat(row.<Double>getAs("prediction")).isEqualTo(0);
      assertThat(wary.predict(row.<Vector>getAs("features"))).isEqualTo(0);
    }
  }

  @Test
  void aCopyForOneCallChangesOnlyThatCall() {
    Dataset<Row> other = model.transform(table, new ParamMap().put(model.predictionCol(), "class"));
    assertThat(other.columns()).contains("class").doesNotContain("prediction");
    assertThat(model.transform(table).columns()).contains("prediction");
    assertThat(model.copy(new ParamMap()).parent()).isSameAs(model.parent());
  }
}
