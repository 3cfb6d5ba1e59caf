package org.summand.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.BinaryAttribute;
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
import org.summand.train.metric.LabelMetrics;

/** Several labels at once: yes or no each, or numbers each. */
class SeveralLabelsTest {
  private static final String[] LABELS = {"warm", "large", "both"};
  private static Dataset<Row> table;

  @TempDir private Path directory;

  /** Words, a boolean and a number, of which the first depends on x and the second on y. */
  @BeforeAll
  static void make() {
    Random random = new Random(7);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      double x = 2 * random.nextDouble() - 1;
      double y = 2 * random.nextDouble() - 1;
      boolean both = x > 0 && y > 0;
      rows.add(
          RowFactory.create(
              Vectors.dense(x, y),
              x > 0 ? "warm" : "cold",
              y > 0,
              both ? 1 : 0,
              10 * x,
              i % 4 == 0));
    }
    StructType schema =
        new StructType()
            .add("features", SQLDataTypes.VectorType())
            .add("warm", DataTypes.StringType)
            .add("large", DataTypes.BooleanType)
            .add("both", DataTypes.IntegerType)
            .add("degrees", DataTypes.DoubleType)
            .add("held", DataTypes.BooleanType);
    table = Tables.of(schema, rows).cache();
  }

  private static MlpClassifier classifier(String network) {
    return new MlpClassifier()
        .setLabelCols(LABELS)
        .setNetwork(network)
        .setBatchSize(32)
        .setEpochs(40)
        .setStepSize(0.02)
        .setNumShards(2)
        .setDevice("cpu")
        .setValidationIndicatorCol("held");
  }

  @Test
  void eachLabelIsYesOrNoByItsOwnWords() throws IOException {
    for (String network : List.of("16 tanh", "2 -> 16 tanh -> 3 sigmoid")) {
      MlpClassifierModel model = classifier(network).fit(table);
      assertThat(model.networkModel().metadata().labels()).containsExactly(LABELS);
      assertThat(model.networkModel().metadata().classes())
          .containsExactly("cold", "warm", "false", "true", "0", "1");
      Dataset<Row> answered = model.transform(table);
      int[] right = new int[3];
      for (Row row : answered.collectAsList()) {
        Vector answers = row.getAs("prediction");
        Vector probabilities = row.getAs("probability");
        right[0] += answers.apply(0) == (row.getAs("warm").equals("warm") ? 1 : 0) ? 1 : 0;
        right[1] += answers.apply(1) == (row.<Boolean>getAs("large") ? 1 : 0) ? 1 : 0;
        right[2] += answers.apply(2) == row.<Integer>getAs("both") ? 1 : 0;
        for (int i = 0; i < 3; i++) {
          assertThat(answers.apply(i)).isEqualTo(probabilities.apply(i) > 0.5 ? 1 : 0);
        }
      }
      assertThat(right[0]).isGreaterThan(760);
      assertThat(right[1]).isGreaterThan(760);
      assertThat(right[2]).isGreaterThan(760);
      AttributeGroup named = AttributeGroup.fromStructField(answered.schema().apply("prediction"));
      BinaryAttribute first = (BinaryAttribute) named.getAttr("warm");
      assertThat(first.values().get()).containsExactly("cold", "warm");
      Row row = answered.first();
      assertThat(model.predictProbability(row.getAs("features")).toArray())
          .containsExactly(row.<Vector>getAs("probability").toArray(), within(1e-5));
      assertThatThrownBy(() -> model.predict(row.getAs("features")))
          .hasMessageContaining("several labels; use predictProbability");
      Path saved = directory.resolve("model" + network.length());
      model.write().save(saved.toString());
      assertThat(MlpClassifierModel.load(saved.toString()).transform(table).first()).isEqualTo(row);
    }
  }

  @Test
  void eachLabelIsJudgedByTheValidationRows() {
    MlpClassifierModel model = classifier("16 tanh").fit(table);
    LabelMetrics metrics =
        (LabelMetrics)
            model.summary().orElseThrow().validation().orElseThrow().metrics().orElseThrow();
    Dataset<Row> held = model.transform(table.filter("held"));
    long rows = held.count();
    long right =
        held.collectAsList().stream()
            .filter(row -> row.<Vector>getAs("prediction").apply(2) == row.<Integer>getAs("both"))
            .count();
    assertThat(metrics.labels()).isEqualTo(3);
    assertThat(metrics.accuracy(2)).isCloseTo(right / (double) rows, within(1e-12));
    assertThat(metrics.share(2))
        .isCloseTo(held.filter("both = 1").count() / (double) rows, within(1e-12));
  }

  @Test
  void aRegressorLearnsSeveralNumbers() {
    MlpRegressorModel model =
        new MlpRegressor()
            .setLabelCols(new String[] {"degrees", "both"})
            .setNetwork("16 tanh")
            .setBatchSize(32)
            .setEpochs(40)
            .setStepSize(0.02)
            .fit(table);
    double squares = 0;
    for (Row row : model.transform(table).collectAsList()) {
      squares +=
          Math.pow(row.<Vector>getAs("prediction").apply(0) - row.<Double>getAs("degrees"), 2);
    }
    assertThat(Math.sqrt(squares / 800)).isLessThan(1);
    assertThat(model.networkModel().metadata().labels()).containsExactly("degrees", "both");
  }

  @Test
  void whatCannotBeLearnedTogetherIsRefused() {
    assertThatThrownBy(() -> classifier("8 tanh -> 2 sigmoid").fit(table))
        .hasMessage(
            "a classifier's network of 3 labels ends in '3 sigmoid', not as '8 tanh -> 2 sigmoid'"
                + " does");
    assertThatThrownBy(() -> classifier("8 tanh").setLabelCol("warm").fit(table))
        .hasMessageContaining("labelCols, which names several columns to learn, and labelCol");
    assertThatThrownBy(
            () -> classifier("8 tanh").setThresholds(new double[] {0.1, 0.2, 0.3}).fit(table))
        .hasMessageContaining("thresholds choose one of several classes, but labelCols names 3");
    assertThatThrownBy(
            () -> classifier("8 tanh").setLabelCols(new String[] {"warm", "warm"}).fit(table))
        .hasMessageContaining("labelCols names 'warm' twice");
    assertThatThrownBy(
            () -> classifier("8 tanh").setLabelCols(new String[] {"warm", "hot"}).fit(table))
        .hasMessageContaining("there is no column 'hot'");
    assertThatThrownBy(() -> classifier("8 tanh").setClassWeights("balanced").fit(table))
        .hasMessageContaining("class weights need a network that answers one class");
    Dataset<Row> three = table.withColumn("both", functions.expr("if(degrees > 5, 2, both)"));
    for (String network : List.of("8 tanh", "8 tanh -> 3 sigmoid")) {
      assertThatThrownBy(() -> classifier(network).fit(three))
          .hasMessageContaining("column 'both' has 3 different labels (0, 1, 2), but several");
    }
    MlpRegressor regressor =
        new MlpRegressor().setLabelCols(new String[] {"degrees", "both"}).setTask("quantiles");
    assertThatThrownBy(() -> regressor.fit(table))
        .hasMessageContaining(
            "quantiles are those of one number, not of the columns degrees, both");
    assertThatThrownBy(() -> regressor.setTask("auto").setNetwork("4 tanh -> 3 linear").fit(table))
        .hasMessageContaining("labelCols names 2 columns, but the network");
  }
}
