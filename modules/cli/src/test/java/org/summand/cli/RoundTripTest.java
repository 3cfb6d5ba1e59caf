package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.cli.Cli.Result;
import org.summand.model.NetworkModel;

/** From data to a model, and from the model to predictions. */
class RoundTripTest {
  private static final int ROWS = 90;

  @TempDir private Path directory;

  private Result train(Path data, Object... more) {
    Object[] args = {
      "train",
      "--data",
      data,
      "--out",
      directory.resolve("model"),
      "--set",
      "network=" + Flowers.NETWORK,
      "--set",
      "data.scaling=standardize",
      "--set",
      "train.schedule.rate=0.05",
      "--set",
      "train.batchSize=16"
    };
    return Cli.run(join(args, more));
  }

  private static Object[] join(Object[] first, Object... more) {
    Object[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  private NetworkModel model() throws IOException {
    return NetworkModel.load(directory.resolve("model"));
  }

  @Test
  void trainsAndSaysWhereTheModelIs() throws IOException {
    Result result = train(Flowers.csv(directory.resolve("flowers.csv"), ROWS));
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("epoch", "validation loss", "accuracy", "rows/s")
        .endsWith("the model is in " + directory.resolve("model") + System.lineSeparator());
    assertThat(result.err()).contains("epoch 10/10  loss");
    assertThat(model().metadata().features()).containsExactlyElementsOf(Flowers.MEASURES);
  }

  @Test
  void aModelEvaluatesAsWellAsItWasTrained() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS);
    train(data);
    Result result =
        Cli.run("evaluate", "--model", directory.resolve("model"), "--data", data, "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.json().get("rows").asInt()).isEqualTo(ROWS);
    assertThat(result.json().get("accuracy").asDouble()).isGreaterThan(0.95);
  }

  @Test
  void namesOfClassesAreLearnedKeptAndPredicted() throws IOException {
    Path data = Flowers.csvOfNames(directory.resolve("flowers.csv"), ROWS);
    Result trained = train(data, "--set", "data.label=kind");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(model().metadata().classes()).containsExactlyElementsOf(Flowers.KINDS);
    Path unlabelled = Files.writeString(directory.resolve("new.csv"), "d,c,b,a\n30,90,200,40\n");
    Result result = Cli.run("predict", "--model", directory.resolve("model"), "--data", unlabelled);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines().toList().get(0))
        .isEqualTo("prediction,probability_aster,probability_iris,probability_rose");
    assertThat(result.out().lines().toList().get(1)).startsWith("aster,");
  }

  @Test
  void predictionsKeepTheOrderOfTheRows() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS);
    train(data);
    Result result = Cli.run("predict", "--model", directory.resolve("model"), "--data", data);
    List<String> predictions =
        result.out().lines().skip(1).map(line -> line.substring(0, 1)).toList();
    assertThat(predictions).hasSize(ROWS).startsWith("0", "1", "2", "0", "1", "2");
  }

  @Test
  void predictionsAreTheModelsOwn() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS);
    train(data);
    JsonNode predictions =
        Cli.run("predict", "--model", directory.resolve("model"), "--data", data, "--json")
            .json()
            .get("predictions");
    assertThat(predictions).hasSize(ROWS);
    int[][] rows = Flowers.rows(ROWS);
    for (int r = 0; r < ROWS; r++) {
      float[] features = {rows[r][0], rows[r][1], rows[r][2], rows[r][3]};
      float[] expected = model().predict(features);
      for (int c = 0; c < expected.length; c++) {
        assertThat(predictions.get(r).get("probability_" + c).floatValue())
            .isCloseTo(expected[c], Offset.offset(1e-5f));
      }
    }
  }

  @Test
  void predictionsAreWrittenBesideTheData() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS);
    train(data);
    Path out = directory.resolve("predictions");
    Result result =
        Cli.run(
            "predict",
            "--model",
            directory.resolve("model"),
            "--data",
            data,
            "--out",
            out,
            "--format",
            "parquet");
    assertThat(result.exitCode()).as(result.err()).isZero();
    Dataset<Row> written = Cli.spark().read().parquet(out.toString());
    assertThat(written.columns())
        .containsExactly(
            "a",
            "b",
            "c",
            "d",
            "label",
            "prediction",
            "probability_0",
            "probability_1",
            "probability_2");
    assertThat(written.count()).isEqualTo(ROWS);
    Result again =
        Cli.run("predict", "--model", directory.resolve("model"), "--data", data, "--out", out);
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("exists already", "--overwrite");
    Result replaced =
        Cli.run(
            "predict",
            "--model",
            directory.resolve("model"),
            "--data",
            data,
            "--out",
            out,
            "--overwrite");
    assertThat(replaced.exitCode()).as(replaced.err()).isZero();
    assertThat(Cli.spark().read().option("header", true).csv(out.toString()).count())
        .isEqualTo(ROWS);
  }

  @Test
  void jsonIsAllThereIsOnStdout() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS);
    JsonNode json = train(data, "--json", "--set", "train.epochs=3").json();
    assertThat(json.get("trainingRows").asInt() + json.get("validationRows").asInt())
        .isEqualTo(ROWS);
    assertThat(json.get("epochs")).hasSize(3);
    assertThat(json.get("epochs").get(2).get("validation").get("accuracy").isNumber()).isTrue();
  }

  @Test
  void quietSaysNothing() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS);
    assertThat(train(data, "--quiet").err()).isEmpty();
  }

  @Test
  void assignmentsGoOverTheFile() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS);
    Path conf =
        Files.writeString(directory.resolve("run.conf"), "train.epochs = 7\ntrain.seed = 5\n");
    JsonNode json = train(data, "--conf", conf, "--json", "--set", "train.epochs=2").json();
    assertThat(json.get("epochs")).hasSize(2);
    assertThat(model().metadata().seed()).isEqualTo(5);
  }

  @Test
  void trainingStopsWhenItNoLongerHelps() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS);
    JsonNode json =
        train(data, "--json", "--set", "train.patience=1", "--set", "train.tolerance=1").json();
    assertThat(json.get("stoppedEarly").asBoolean()).isTrue();
    assertThat(json.get("epochs").size()).isLessThan(10);
    assertThat(model().metadata().step()).isEqualTo(json.get("step").asLong());
  }

  @Test
  void numbersAreLearnedToo() throws IOException {
    StringBuilder lines = new StringBuilder("x,y\n");
    for (int i = 0; i < ROWS; i++) {
      lines.append(i / 10.0).append(',').append(3 - i / 5.0).append('\n');
    }
    Path data = Files.writeString(directory.resolve("line.csv"), lines);
    Result result =
        train(
            data,
            "--json",
            "--set",
            "network=1 -> 1 linear",
            "--set",
            "data.label=y",
            "--set",
            "train.schedule.rate=0.2",
            "--set",
            "train.epochs=40");
    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode last = result.json().get("epochs").get(39).get("validation");
    assertThat(last.get("r2").asDouble()).isGreaterThan(0.95);
    Result predictions = Cli.run("predict", "--model", directory.resolve("model"), "--data", data);
    assertThat(predictions.out().lines().findFirst()).hasValue("prediction");
  }

  @Test
  void aModelWorseThanTheMeanSaysSoAndWhy() throws IOException {
    StringBuilder lines = new StringBuilder("x,y\n");
    for (int i = 0; i < ROWS; i++) {
      lines.append(1e6 + 1e4 * i).append(',').append(i % 7).append('\n');
    }
    Path data = Files.writeString(directory.resolve("large.csv"), lines);
    Object[] numbers = {
      "train",
      "--data",
      data,
      "--set",
      "data.label=y",
      "--set",
      "network=1 -> 1 linear",
      "--set",
      "data.scaling=none"
    };
    Result plain = Cli.run(join(numbers, "--out", directory.resolve("plain")));
    assertThat(plain.exitCode()).as(plain.err()).isZero();
    assertThat(plain.err())
        .contains("worse than predicting the mean of the labels (R² -", "try data.scaling = auto");
    Result json = Cli.run(join(numbers, "--out", directory.resolve("json"), "--json"));
    assertThat(json.json().get("hint").asText()).contains("data.scaling = none");
  }

  /** Left of zero is one class and right of it the other, whatever the weights. */
  @Test
  void aClassifierWorseThanTheLargestClassSaysSoAndWhy() throws IOException {
    StringBuilder lines = new StringBuilder("x,label\n");
    for (int i = 0; i < 4 * ROWS; i++) {
      lines
          .append(i % 2 == 0 ? 1e6 + i : -1e6 - i)
          .append(',')
          .append(i % 5 == 0 ? 1 : 0)
          .append('\n');
    }
    Path data = Files.writeString(directory.resolve("rare.csv"), lines);
    Result trained =
        Cli.run(
            "train",
            "--data",
            data,
            "--set",
            "network=1 -> 2 softmax",
            "--set",
            "data.scaling=none",
            "--set",
            "train.epochs=1",
            "--out",
            directory.resolve("rare"),
            "--json");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    JsonNode last = trained.json().get("epochs").get(0).get("validation");
    assertThat(last.get("accuracy").asDouble()).isLessThan(0.7);
    assertThat(trained.json().get("hint").asText())
        .contains("worse than predicting the largest class always (accuracy 0.")
        .contains("data.scaling = none")
        .doesNotContain("labels");
  }

  /** Where all labels are the same, R² is no number. */
  @Test
  void whatIsNoNumberIsNullInJson() throws IOException {
    Path data =
        Files.writeString(directory.resolve("same.csv"), "x,y\n1,5\n2,5\n3,5\n4,5\n5,5\n6,5\n");
    Object[] args = {
      "train",
      "--data",
      data,
      "--set",
      "data.label=y",
      "--set",
      "network=1 -> 1 linear",
      "--json",
      "--out",
      directory.resolve("same"),
      "--set",
      "data.validationFraction=0.5",
      "--set",
      "data.targetScaling=none"
    };
    Result trained = Cli.run(args);
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.out()).doesNotContain("NaN", "Infinity");
    JsonNode last = trained.json().get("epochs").get(0).get("validation");
    assertThat(last.get("r2").isNull()).isTrue();
    assertThat(last.get("rmse").isNumber()).isTrue();
  }

  @Test
  void passwordsOfSparkAreNotKept() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS);
    train(data, "--set", "spark.hadoop.fs.s3a.secret.key=hush");
    assertThat(Files.readString(directory.resolve("model/model.json"))).doesNotContain("hush");
  }
}
