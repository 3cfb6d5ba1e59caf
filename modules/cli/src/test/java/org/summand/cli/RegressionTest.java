package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.cli.Cli.Result;
import org.summand.model.NetworkModel;

/** Numbers of any size are learned, judged and predicted in their own unit. */
class RegressionTest {
  private static final int ROWS = 300;

  @TempDir private Path directory;

  private final List<Double> prices = new ArrayList<>();
  private Path data;

  @BeforeEach
  void writeHouses() throws IOException {
    Random random = new Random(2);
    StringBuilder lines = new StringBuilder("rooms,age,price\n");
    for (int i = 0; i < ROWS; i++) {
      int rooms = 1 + random.nextInt(9);
      int age = random.nextInt(100);
      double price = 50_000 * rooms - 700 * age + 90_000 + 5_000 * random.nextGaussian();
      prices.add(price);
      lines.append(rooms).append(',').append(age).append(',').append(price).append('\n');
    }
    data = Files.writeString(directory.resolve("houses.csv"), lines);
  }

  private Result train(String model, String... more) {
    Stream<Object> args =
        Stream.of(
            "train",
            "--data",
            data,
            "--out",
            directory.resolve(model),
            "--set",
            "network=2 -> 16 relu -> 1 linear",
            "--set",
            "data.label=price",
            "--set",
            "data.scaling=standardize",
            "--set",
            "train.epochs=30",
            "--set",
            "train.batchSize=32");
    Result result = Cli.run(Stream.concat(args, Arrays.stream(more)).toArray());
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  private JsonNode command(String command) throws IOException {
    return Cli.json(command, directory.resolve("model"), data);
  }

  @Test
  void largeLabelsAreLearnedWithTheDefaultsAndNotWithoutScaling() throws IOException {
    JsonNode scaled = train("scaled", "--json").json().get("epochs").get(29);
    assertThat(scaled.get("validation").get("r2").asDouble()).isGreaterThan(0);
    assertThat(scaled.get("loss").asDouble()).isGreaterThan(1e6);
    JsonNode plain = train("plain", "--json", "--set", "data.targetScaling=none").json();
    assertThat(plain.get("epochs").get(29).get("validation").get("r2").asDouble()).isLessThan(-1);
    assertThat(plain.get("hint").asText()).contains("data.targetScaling = auto");
    assertThat(
            NetworkModel.load(directory.resolve("plain")).metadata().targetScaling().isIdentity())
        .isTrue();
  }

  @Test
  void theEvaluationIsThatOfThePredictions() throws IOException {
    train("model");
    JsonNode predictions = command("predict").get("predictions");
    double sum = 0;
    double mean = prices.stream().mapToDouble(price -> price).average().orElseThrow();
    double squares = 0;
    for (int i = 0; i < ROWS; i++) {
      double error = predictions.get(i).get("prediction").asDouble() - prices.get(i);
      sum += error * error;
      squares += Math.pow(prices.get(i) - mean, 2);
    }
    JsonNode evaluation = command("evaluate");
    double rmse = Math.sqrt(sum / ROWS);
    assertThat(evaluation.get("rmse").asDouble()).isCloseTo(rmse, within(1e-4 * rmse));
    assertThat(evaluation.get("loss").asDouble())
        .isCloseTo(rmse * rmse, within(1e-3 * rmse * rmse));
    assertThat(evaluation.get("r2").asDouble()).isCloseTo(1 - sum / squares, within(1e-4));
  }

  @Test
  void sparkPredictsWhatASmallFileIsPredicted() throws IOException {
    train("model");
    JsonNode local = command("predict").get("predictions");
    Path out = directory.resolve("predictions.csv");
    Result written =
        Cli.run("predict", "--model", directory.resolve("model"), "--data", data, "--out", out);
    assertThat(written.exitCode()).as(written.err()).isZero();
    List<String> lines = Files.readAllLines(out);
    NetworkModel alone = NetworkModel.load(directory.resolve("model"));
    for (int i = 0; i < ROWS; i++) {
      String[] cells = lines.get(i + 1).split(",");
      float prediction = Float.parseFloat(cells[3]);
      assertThat(local.get(i).get("prediction").floatValue()).isEqualTo(prediction);
      float[] row = {Float.parseFloat(cells[0]), Float.parseFloat(cells[1])};
      assertThat((double) alone.predict(row)[0]).isCloseTo(prediction, within(2.0));
    }
  }

  @Test
  void r2StandsBesideRmse() {
    Result result = train("model");
    assertThat(result.err()).containsPattern("RMSE [\\d.e+]+  R² -?\\d");
    assertThat(result.out()).containsPattern("RMSE +R²");
  }

  @Test
  void aCheckpointOfUnscaledTargetsIsNotGoneOnFrom() {
    String path = "checkpoint.path=" + directory.resolve("checkpoints");
    train("first", "--set", path, "--set", "data.targetScaling=none");
    Result other =
        Cli.run(
            "train",
            "--data",
            data,
            "--out",
            directory.resolve("second"),
            "--set",
            "network=2 -> 16 relu -> 1 linear",
            "--set",
            "data.label=price",
            "--set",
            "data.scaling=standardize",
            "--set",
            "train.epochs=30",
            "--set",
            "train.batchSize=32",
            "--set",
            path,
            "--resume");
    assertThat(other.exitCode()).isNotZero();
    assertThat(other.err()).contains("targetScaling was 'none' and is 'auto' now");
  }
}
