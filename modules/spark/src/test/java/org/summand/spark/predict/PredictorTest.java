package org.summand.spark.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.summand.compute.choice.Devices;
import org.summand.data.BadDataException;
import org.summand.model.ModelMetadata;
import org.summand.model.NetworkModel;
import org.summand.nn.Network;
import org.summand.spark.SharedSpark;
import org.summand.table.NumberEncoding;
import org.summand.table.TableEncoder;

class PredictorTest {
  private static final int ROWS = 2500;

  private static NetworkModel model(String text, List<String> classes, List<String> labels) {
    Network network = Network.parse(text);
    ModelMetadata metadata =
        new ModelMetadata(
            network,
            TableEncoder.ofNumbers(
                List.of("x", "y"),
                new NumberEncoding(
                    2,
                    new float[2],
                    new float[] {1f / ROWS, 1f / ROWS},
                    new float[0],
                    TableEncoder.NO_CLIP)),
            labels,
            classes,
            0,
            1,
            Map.of());
    return new NetworkModel(metadata, network.initialWeights(1));
  }

  private static Dataset<Row> table() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(RowFactory.create("row " + i, (double) (ROWS - i), i));
    }
    StructType schema =
        new StructType()
            .add("name", DataTypes.StringType)
            .add("y", DataTypes.DoubleType)
            .add("x", DataTypes.IntegerType);
    return SharedSpark.session().createDataFrame(rows, schema).repartition(1);
  }

  private static List<Row> predictions(NetworkModel model) {
    try (Predictor predictor = new Predictor(SharedSpark.context(), model, Devices.AUTO)) {
      return predictor.predict(table(), model.metadata().features()).collectAsList();
    }
  }

  @Test
  void predictionsAreTheModelsOwnInTheOrderOfTheRows() {
    NetworkModel model = model("2 -> 5 tanh -> 3 softmax", List.of("a", "b", "c"), List.of("kind"));
    List<Row> rows = predictions(model);
    assertThat(rows).hasSize(ROWS);
    for (Row row : rows) {
      float x = row.<Integer>getAs("x");
      float y = (float) row.<Double>getAs("y").doubleValue();
      float[] expected = model.predict(new float[] {x, y});
      assertThat(row.<Float>getAs("probability_b")).isCloseTo(expected[1], within());
      String prediction = row.getAs("prediction");
      assertThat(row.<Float>getAs("probability_" + prediction))
          .isEqualTo(Math.max(row.getFloat(4), Math.max(row.getFloat(5), row.getFloat(6))));
    }
    List<String> names = rows.stream().map(row -> row.<String>getAs("name")).toList();
    assertThat(names)
        .isEqualTo(table().collectAsList().stream().map(row -> row.<String>getAs("name")).toList());
  }

  private static Offset<Float> within() {
    return Offset.offset(1e-5f);
  }

  @Test
  void yesOrNoIsAChoiceOfTwoClasses() {
    Row row = predictions(model("2 -> 1 sigmoid", List.of(), List.of("label"))).get(0);
    float yes = row.getAs("probability_1");
    assertThat(row.<Float>getAs("probability_0") + yes).isCloseTo(1, within());
    assertThat(row.<Integer>getAs("prediction")).isEqualTo(yes > 0.5f ? 1 : 0);
  }

  @Test
  void severalOutputsAreColumnsByTheirLabels() {
    Row numbers = predictions(model("2 -> 2 linear", List.of(), List.of("p", "q"))).get(0);
    assertThat(numbers.schema().fieldNames())
        .containsExactly("name", "y", "x", "prediction_p", "prediction_q");
    Row choices = predictions(model("2 -> 2 sigmoid", List.of(), List.of("p", "q"))).get(0);
    assertThat(choices.schema().fieldNames())
        .endsWith("prediction_p", "probability_p", "prediction_q", "probability_q");
  }

  @Test
  void columnsThatAreThereAlreadyAreNotLost() {
    NetworkModel model = model("2 -> 1 linear", List.of(), List.of("label"));
    try (Predictor predictor = new Predictor(SharedSpark.context(), model, Devices.AUTO)) {
      Dataset<Row> table = table().withColumnRenamed("name", "prediction");
      assertThatThrownBy(() -> predictor.predict(table, List.of("x", "y")))
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining("has a column 'prediction' already");
    }
  }
}
