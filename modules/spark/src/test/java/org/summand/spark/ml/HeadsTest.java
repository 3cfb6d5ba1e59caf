package org.summand.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.data.BadDataException;
import org.summand.train.Evaluation;
import org.summand.train.metric.CountMetrics;
import org.summand.train.metric.QuantileMetrics;

/** Quantiles and counts through the regressor. */
class HeadsTest {
  private static Dataset<Row> table;

  @TempDir private Path directory;

  /** A price whose spread grows with x from 10 to 50, and a count of mean e^(1 + x). */
  @BeforeAll
  static void make() {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      double x = 2 * random.nextDouble() - 1;
      double price = 1000 + 100 * x + (30 + 20 * x) * random.nextGaussian();
      int count = 0;
      for (double p = random.nextDouble(); p > Math.exp(-Math.exp(1 + x)); count++) {
        p *= random.nextDouble();
      }
      rows.add(
          RowFactory.create(Vectors.dense(x, random.nextGaussian()), price, count, i % 4 == 0));
    }
    StructType schema =
        new StructType()
            .add("features", SQLDataTypes.VectorType())
            .add("label", DataTypes.DoubleType)
            .add("visits", DataTypes.IntegerType)
            .add("held", DataTypes.BooleanType);
    table = Tables.of(schema, rows).cache();
  }

  private static MlpRegressor regressor() {
    return new MlpRegressor()
        .setNetwork("16 tanh")
        .setStepSize(0.01)
        .setEpochs(30)
        .setNumShards(2)
        .setDevice("cpu")
        .setValidationIndicatorCol("held");
  }

  private static Evaluation validation(MlpRegressorModel model) {
    return model.summary().orElseThrow().validation().orElseThrow();
  }

  @Test
  void quantilesHoldTheSharesOfLabelsThatTheyNameAndDoNotCross() throws IOException {
    MlpRegressorModel model = regressor().setTask("quantiles 0.1 0.5 0.9").fit(table);
    List<Row> rows = model.transform(table).collectAsList();
    double[] covered = new double[3];
    double narrow = 0;
    double wide = 0;
    for (Row row : rows) {
      Vector quantiles = row.getAs("prediction");
      for (int i = 0; i < 3; i++) {
        covered[i] += row.<Double>getAs("label") <= quantiles.apply(i) ? 1.0 / rows.size() : 0;
      }
      assertThat(quantiles.apply(0)).isLessThanOrEqualTo(quantiles.apply(1));
      assertThat(quantiles.apply(1)).isLessThanOrEqualTo(quantiles.apply(2));
      double x = row.<Vector>getAs("features").apply(0);
      double spread = quantiles.apply(2) - quantiles.apply(0);
      narrow += x < -0.5 ? spread : 0;
      wide += x > 0.5 ? spread : 0;
    }
    assertThat(covered[0]).isCloseTo(0.1, within(0.03));
    assertThat(covered[1]).isCloseTo(0.5, within(0.04));
    assertThat(covered[2]).isCloseTo(0.9, within(0.03));
    // Spreads of about 2.56 deviations, which are 15 and 45 there.
    assertThat(wide / narrow).isBetween(2.0, 4.0);
    Row first = rows.get(0);
    assertThat(model.predictVector(first.getAs("features")).toArray())
        .containsExactly(first.<Vector>getAs("prediction").toArray(), within(1e-2));
    Path saved = directory.resolve("model");
    model.write().save(saved.toString());
    assertThat(
            MlpRegressorModel.load(saved.toString())
                .transform(table)
                .first()
                .getAs("prediction")
                .toString())
        .isEqualTo(first.getAs("prediction").toString());
    assertThatThrownBy(() -> model.predict(first.getAs("features")))
        .hasMessageContaining("use predictVector");
  }

  @Test
  void theSummaryOfQuantilesIsInTheLabelsUnit() {
    MlpRegressorModel model =
        regressor().setNetwork("2 -> 16 tanh -> quantiles 0.25 0.75").fit(table);
    Evaluation last = validation(model);
    QuantileMetrics metrics = (QuantileMetrics) last.metrics().orElseThrow();
    assertThat(metrics.coverage(0)).isCloseTo(0.25, within(0.06));
    assertThat(metrics.coverage(1)).isCloseTo(0.75, within(0.06));
    // Of a normal label of deviation 30 the quartile's loss is 0.318 of it.
    assertThat(last.loss()).isBetween(8.0, 12.0);
    assertThat(last.loss()).isCloseTo((metrics.loss(0) + metrics.loss(1)) / 2, within(1e-3));
    assertThat(model.summary().orElseThrow().toString()).doesNotContain("RMSE");
    double last25 = model.summary().orElseThrow().objectiveHistory()[29];
    assertThat(last25).isBetween(8.0, 12.0);
  }

  /** Whatever the size of the counts: 2.7 on average at x = 0, or a million times that. */
  @Test
  void countsAreLearnedAsTheirMeans() {
    for (double unit : new double[] {1, 1e6}) {
      Dataset<Row> counts =
          table.withColumn("label", functions.col("visits").multiply(functions.lit(unit)));
      MlpRegressorModel model = regressor().setTask("counts").fit(counts);
      for (double x : new double[] {-0.8, 0, 0.8}) {
        double expected = unit * Math.exp(1 + x);
        assertThat(model.predict(Vectors.dense(x, 0))).isCloseTo(expected, within(0.15 * expected));
      }
      assertThat(model.transform(counts).filter("prediction < 0").count()).isZero();
      Evaluation last = validation(model);
      double deviance = ((CountMetrics) last.metrics().orElseThrow()).deviance();
      // About 1 in units of 1.
      assertThat(deviance / unit).isBetween(0.9, 1.3);
      assertThat(last.loss()).isCloseTo(deviance / 2, within(1e-4 * deviance));
      assertThat(last.r2()).isGreaterThan(0.2);
    }
  }

  @Test
  void countsOfLessThanZeroAreRefused() {
    Dataset<Row> wrong = table.withColumn("label", functions.expr("visits - 1"));
    for (MlpRegressor counting :
        List.of(regressor().setTask("counts"), regressor().setNetwork("4 tanh -> 1 poisson"))) {
      assertThatThrownBy(() -> counting.fit(wrong))
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining("-1 in column 'label' is less than 0, and no count")
          .hasMessageContaining("learn numbers (task = numbers)");
    }
  }

  @Test
  void tasksThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> regressor().setTask("classes")).hasMessageContaining("task");
    assertThatThrownBy(() -> regressor().setTask("quantiles 0.9 0.1")).hasMessageContaining("task");
    MlpRegressor both = regressor().setTask("counts").setNetwork("4 tanh -> 1 linear");
    assertThatThrownBy(() -> both.fit(table))
        .hasMessage(
            "task is counts but the network '4 tanh -> 1 linear' ends in a layer for numbers; leave"
                + " one of the two out");
    StructType vector =
        new StructType().add("x", DataTypes.DoubleType).add("y", SQLDataTypes.VectorType());
    Dataset<Row> vectors = Tables.of(vector, List.of(RowFactory.create(1.0, Vectors.dense(1, 2))));
    MlpRegressor quantiles =
        new MlpRegressor().setInputCols(new String[] {"x"}).setLabelCol("y").setTask("quantiles");
    assertThatThrownBy(() -> quantiles.fit(vectors))
        .hasMessageContaining("quantiles are those of one number, not of vectors in y");
  }
}
