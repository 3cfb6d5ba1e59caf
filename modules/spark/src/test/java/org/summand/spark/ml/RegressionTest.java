package org.summand.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.model.LocalFolder;
import org.summand.model.NetworkModel;
import org.summand.train.Evaluation;

/** A regressor answers in the label's own unit, whatever that is. */
class RegressionTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("features", SQLDataTypes.VectorType())
          .add("label", DataTypes.DoubleType)
          .add("both", SQLDataTypes.VectorType())
          .add("held", DataTypes.BooleanType);

  @TempDir private Path directory;

  /** Prices of about 2e5 ± 1e5, and beside them, in {@code both}, numbers of about 0.01. */
  private static Dataset<Row> houses() {
    Random random = new Random(5);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      double[] x = random.doubles(4, -1.7, 1.7).toArray();
      double price = 2e5 + 6e4 * (x[0] + Math.tanh(x[1]) * x[2]) + 1e4 * random.nextGaussian();
      Vector both = Vectors.dense(price, 0.01 * (1 + x[3] * x[0]));
      rows.add(RowFactory.create(Vectors.dense(x), price, both, i % 4 == 0));
    }
    return Tables.of(SCHEMA, rows);
  }

  private static MlpRegressor regressor() {
    return new MlpRegressor()
        .setNetwork("4 -> 24 relu -> 1 linear")
        .setValidationIndicatorCol("held")
        .setNumShards(2)
        .setDevice("cpu");
  }

  private static Evaluation last(MlpRegressorModel model) {
    var epochs = model.summary().orElseThrow().epochs();
    return epochs.get(epochs.size() - 1).validation().orElseThrow();
  }

  @Test
  void largeLabelsAreLearnedWithTheDefaultsAndNotWithoutScaling() {
    Dataset<Row> houses = houses();
    assertThat(last(regressor().fit(houses)).r2()).isGreaterThan(0);
    assertThat(last(regressor().setTargetScaling("none").fit(houses)).r2()).isLessThan(-1);
  }

  @Test
  void theSummaryIsInTheUnitInWhichPredictionsAre() {
    Dataset<Row> houses = houses();
    MlpRegressorModel model = regressor().setEpochs(20).fit(houses);
    Dataset<Row> held = model.transform(houses.filter("held"));
    double rmse = new RegressionEvaluator().setMetricName("rmse").evaluate(held);
    double r2 = new RegressionEvaluator().setMetricName("r2").evaluate(held);
    Evaluation last = last(model);
    assertThat(last.rmse()).isCloseTo(rmse, within(1e-5 * rmse));
    assertThat(last.r2()).isCloseTo(r2, within(1e-5));
    double[] losses = model.summary().orElseThrow().validationHistory();
    assertThat(losses[19]).isCloseTo(rmse * rmse, within(1e-5 * rmse * rmse));
    assertThat(model.summary().orElseThrow().objectiveHistory()[19]).isBetween(1e7, 1e10);
    assertThat(model.summary().orElseThrow().toString()).contains("(RMSE ", ", R² 0.");
  }

  @Test
  void oneModelPredictsTheSameOnSparkForOneRowAndWithoutSpark() throws IOException {
    Dataset<Row> houses = houses();
    MlpRegressorModel model = regressor().setEpochs(3).fit(houses);
    String path = directory.resolve("houses").toString();
    model.save(path);
    MlpRegressorModel loaded = MlpRegressorModel.load(path);
    NetworkModel alone = NetworkModel.load(new LocalFolder(directory.resolve("houses/network")));
    List<Row> rows = model.transform(houses).collectAsList();
    List<Row> again = loaded.transform(houses).collectAsList();
    for (int i = 0; i < rows.size(); i++) {
      Vector features = rows.get(i).getAs("features");
      float[] floats = new float[4];
      for (int c = 0; c < 4; c++) {
        floats[c] = (float) features.apply(c);
      }
      double one = model.predict(features);
      assertThat(again.get(i)).isEqualTo(rows.get(i));
      assertThat(loaded.predict(features)).isEqualTo(one);
      assertThat((double) alone.predict(floats)[0]).isEqualTo(one);
      // A block is multiplied in another order than one row, in numbers of about 1.
      assertThat(rows.get(i).<Double>getAs("prediction")).isCloseTo(one, within(1e5 * 1e-5));
    }
  }

  @Test
  void outputsOfDifferentUnitsAreLearnedTogether() {
    Dataset<Row> houses = houses();
    MlpRegressorModel model =
        regressor()
            .setNetwork("4 -> 24 tanh -> 2 huber")
            .setLabelCol("both")
            .setEpochs(60)
            .setStepSize(0.01)
            .fit(houses);
    assertThat(last(model).r2()).isGreaterThan(0.8);
    // In deviations, as no unit has both.
    assertThat(last(model).loss()).isBetween(0.0, 0.5);
    Row row = model.transform(houses).first();
    Vector both = model.predictVector(row.<Vector>getAs("features"));
    assertThat(both.apply(0)).isBetween(0.0, 4e5);
    assertThat(both.apply(1)).isBetween(-0.04, 0.06);
    assertThat(row.<Vector>getAs("prediction").apply(0)).isCloseTo(both.apply(0), within(1.0));
  }

  @Test
  void aWarmStartGoesOnInTheUnitOfItsWeights() throws IOException {
    Dataset<Row> houses = houses();
    MlpRegressorModel first = regressor().setEpochs(20).fit(houses);
    String path = directory.resolve("first").toString();
    first.save(path);
    Dataset<Row> dearer =
        houses.selectExpr("features", "label + 1000 label", "both", "not held held");
    MlpRegressorModel warm = regressor().setInitialModelPath(path).setEpochs(1).fit(dearer);
    assertThat(warm.networkModel().metadata().targetScaling())
        .hasToString(first.networkModel().metadata().targetScaling().toString());
    assertThat(last(warm).r2()).isGreaterThan(last(first).r2() - 0.1);
    assertThatThrownBy(
            () -> regressor().setInitialModelPath(path).setTargetScaling("none").fit(houses))
        .hasMessageContaining("so targetScaling must be auto, not none");
  }

  @Test
  void aWarmStartFromUnscaledTargetsStaysUnscaled() throws IOException {
    Dataset<Row> small = houses().selectExpr("features", "label / 1e5 label", "held");
    MlpRegressorModel first = regressor().setTargetScaling("none").fit(small);
    String path = directory.resolve("unscaled").toString();
    first.save(path);
    MlpRegressorModel warm = regressor().setInitialModelPath(path).setEpochs(1).fit(small);
    assertThat(warm.networkModel().metadata().targetScaling().isIdentity()).isTrue();
    assertThat(last(warm).r2()).isGreaterThan(last(first).r2() - 0.1);
  }

  @Test
  void aFitThatGoesOnEndsInTheSameBits() throws IOException {
    Dataset<Row> houses = houses();
    MlpRegressor regressor = regressor().setEpochs(4);
    float[] expected = regressor.fit(houses).networkModel().weights();
    regressor.setCheckpointDir(directory.toString()).setCheckpointInterval(1);
    MlpRegressorModel whole = regressor.fit(houses);
    MlpRegressorModel again = regressor.fit(houses);
    assertThat(whole.networkModel().weights()).containsExactly(expected);
    assertThat(again.networkModel().weights()).containsExactly(expected);
    assertThat(again.summary().orElseThrow().objectiveHistory())
        .containsExactly(whole.summary().orElseThrow().objectiveHistory());
    assertThat(again.networkModel().metadata().targetScaling())
        .hasToString(whole.networkModel().metadata().targetScaling().toString());
  }

  @Test
  void anotherWordIsRefused() {
    assertThatThrownBy(() -> regressor().setTargetScaling("standardize"))
        .hasMessageContaining("targetScaling");
    assertThat(new MlpClassifier().hasParam("targetScaling")).isFalse();
  }
}
