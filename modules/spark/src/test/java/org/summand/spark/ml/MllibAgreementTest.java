package org.summand.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MllibAgreementTest {
  private static Dataset<Row> table;
  private static MultilayerPerceptronClassificationModel mllibs;

  @BeforeAll
  static void train() {
    table = Tables.noise(500, 20, 4, 1).cache();
    mllibs =
        new MultilayerPerceptronClassifier()
            .setLayers(new int[] {20, 17, 9, 4})
            .setMaxIter(20)
            .fit(table);
  }

  private static void assertSameRawPredictions(Dataset<Row> given, Dataset<Row> expected) {
    List<Row> rows = given.select("rawPrediction", "prediction").collectAsList();
    List<Row> others = expected.select("rawPrediction", "prediction").collectAsList();
    for (int r = 0; r < others.size(); r++) {
      Vector raw = rows.get(r).getAs(0);
      Vector other = others.get(r).getAs(0);
      double size = 1;
      for (double value : other.toArray()) {
        size = Math.max(size, Math.abs(value));
      }
      for (int c = 0; c < other.size(); c++) {
        assertThat(Math.abs(raw.apply(c) - other.apply(c)) / size).isLessThan(1e-5);
      }
      assertThat(rows.get(r).getDouble(1)).isEqualTo(others.get(r).getDouble(1));
    }
  }

  @Test
  void outputsMatchMllibOnTheSameWeights() {
    MlpClassifierModel ours = MllibPerceptron.toSummand(mllibs);
    assertThat(ours.networkModel().network())
        .hasToString("20 -> 17 sigmoid -> 9 sigmoid -> 4 softmax");
    assertSameRawPredictions(ours.transform(table), mllibs.transform(table));
  }

  @Test
  void aTrainedNetworkOfOursPredictsTheSameInMllib() {
    MlpClassifierModel ours =
        new MlpClassifier()
            .setLayers(new int[] {20, 12, 4})
            .setScaling("none") // MLlib's perceptron has no place for another.
            .setEpochs(3)
            .fit(table);
    MultilayerPerceptronClassificationModel there = MllibPerceptron.toMllib(ours);
    assertThat(there.getLayers()).containsExactly(20, 12, 4);
    assertSameRawPredictions(there.transform(table), ours.transform(table));
  }

  @Test
  void thereAndBackIsTheSameModel() {
    mllibs.setPredictionCol("class").setThresholds(new double[] {1, 2, 3, 4});
    try {
      MlpClassifierModel ours = MllibPerceptron.toSummand(mllibs);
      assertThat(ours.getPredictionCol()).isEqualTo("class");
      MultilayerPerceptronClassificationModel back = MllibPerceptron.toMllib(ours);
      assertThat(back.getThresholds()).containsExactly(1, 2, 3, 4);
      assertThat(back.getLayers()).containsExactly(mllibs.getLayers());
      for (int i = 0; i < back.weights().size(); i++) {
        assertThat((float) back.weights().apply(i)).isEqualTo((float) mllibs.weights().apply(i));
      }
    } finally {
      mllibs.setPredictionCol("prediction").clear(mllibs.thresholds());
    }
  }

  @Test
  void modelsThatScaleTheirFeaturesAreRefused() {
    MlpClassifierModel model =
        new MlpClassifier().setLayers(new int[] {20, 4}).setEpochs(1).fit(table);
    assertThatThrownBy(() -> MllibPerceptron.toMllib(model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no scaling");
  }

  @Test
  void networksThatMllibHasNotAreRefused() {
    for (String network :
        List.of("20 -> 5 relu -> 4 softmax", "20 -> scale -> 4 softmax", "20 -> 1 sigmoid")) {
      MlpClassifierModel model =
          new MlpClassifier()
              .setNetwork(network)
              .setScaling("none")
              .setEpochs(1)
              .fit(table.withColumn("label", table.col("label").mod(2)));
      assertThatThrownBy(() -> MllibPerceptron.toMllib(model))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("sigmoid hidden layers");
    }
  }
}
