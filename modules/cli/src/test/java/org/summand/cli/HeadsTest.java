package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.cli.Cli.Result;
import org.summand.model.NetworkModel;

/** Quantiles and counts, from the table to the evaluation. */
class HeadsTest {
  private static final int ROWS = 400;

  @TempDir private Path directory;

  private Path data;

  @BeforeEach
  void writeHouses() throws IOException {
    Random random = new Random(2);
    StringBuilder lines = new StringBuilder("rooms,age,price,visits\n");
    for (int i = 0; i < ROWS; i++) {
      int rooms = 1 + random.nextInt(9);
      int age = random.nextInt(100);
      double price = 50_000 * rooms - 700 * age + 90_000 + 5_000 * rooms * random.nextGaussian();
      int visits = (int) (rooms * random.nextDouble() * 2);
      lines.append(rooms + "," + age + "," + price + "," + visits + "\n");
    }
    data = Files.writeString(directory.resolve("houses.csv"), lines);
  }

  private Result run(String label, String task, String network) {
    return Cli.run(
        "train",
        "--data",
        data,
        "--out",
        directory.resolve("model"),
        "--label",
        label,
        "--task",
        task,
        "--set",
        "data.features=[rooms, age]",
        "--set",
        "network=" + network,
        "--set",
        "train.epochs=30",
        "--set",
        "train.batchSize=32",
        "--set",
        "train.schedule.rate=0.01");
  }

  private Result train(String label, String task) {
    Result result = run(label, task, "16 relu");
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  private JsonNode command(String command) throws IOException {
    return Cli.json(command, directory.resolve("model"), data);
  }

  @Test
  void quantilesAreLearnedAndNamedByTheirLevels() throws IOException {
    Result trained = train("price", "quantiles 0.1 0.5 0.9");
    assertThat(trained.err())
        .contains("label 'price': quantiles 0.1 0.5 0.9 of a number")
        .contains("-> 16 relu -> quantiles 0.1 0.5 0.9, ");
    assertThat(trained.err() + trained.out()).doesNotContain("RMSE").doesNotContain("R²");
    JsonNode predictions = command("predict").get("predictions");
    double[] covered = new double[3];
    List<String> lines = Files.readAllLines(data);
    for (int i = 0; i < ROWS; i++) {
      double price = Double.parseDouble(lines.get(i + 1).split(",")[2]);
      double before = 0;
      String[] names = {"quantile_0.1", "quantile_0.5", "quantile_0.9"};
      for (int q = 0; q < 3; q++) {
        double answer = predictions.get(i).get(names[q]).asDouble();
        assertThat(answer).isGreaterThanOrEqualTo(before);
        covered[q] += (price <= answer ? 1.0 : 0) / ROWS;
        before = answer;
      }
      assertThat(predictions.get(i).size()).isEqualTo(3);
    }
    JsonNode evaluation = command("evaluate");
    double sum = 0;
    for (int q = 0; q < 3; q++) {
      JsonNode quantile = evaluation.get("quantiles").get(q);
      double level = quantile.get("level").asDouble();
      assertThat(level).isEqualTo(new double[] {0.1, 0.5, 0.9}[q]);
      assertThat(quantile.get("coverage").asDouble())
          .isCloseTo(covered[q], within(0.003))
          .isCloseTo(level, within(0.12));
      sum += quantile.get("loss").asDouble();
    }
    assertThat(evaluation.get("loss").asDouble()).isCloseTo(sum / 3, within(1e-3 * sum));
    assertThat(evaluation.has("rmse")).isFalse();
    assertThat(Cli.run("evaluate", "--model", directory.resolve("model"), "--data", data).out())
        .containsPattern("quantile 0.1: coverage +\\d+\\.\\d\\d %");
    assertThat(Cli.run("describe", "--model", directory.resolve("model")).out())
        .contains("label 'price': quantiles 0.1 0.5 0.9 of a number")
        .contains("data.task = quantiles 0.1 0.5 0.9");
  }

  @Test
  void countsAreLearnedAsMeans() throws IOException {
    Result trained = train("visits", "counts");
    assertThat(trained.err()).contains("label 'visits': a count", "-> 16 relu -> 1 poisson, ");
    assertThat(trained.out()).containsPattern("RMSE +R²");
    JsonNode predictions = command("predict").get("predictions");
    double squares = 0;
    List<String> lines = Files.readAllLines(data);
    NetworkModel alone = NetworkModel.load(directory.resolve("model"));
    for (int i = 0; i < ROWS; i++) {
      String[] cells = lines.get(i + 1).split(",");
      double answer = predictions.get(i).get("prediction").asDouble();
      assertThat(answer).isPositive();
      squares += Math.pow(answer - Double.parseDouble(cells[3]), 2);
      float[] row = {Float.parseFloat(cells[0]), Float.parseFloat(cells[1])};
      assertThat((double) alone.predict(row)[0]).isCloseTo(answer, within(1e-3));
    }
    JsonNode evaluation = command("evaluate");
    assertThat(evaluation.get("rmse").asDouble())
        .isCloseTo(Math.sqrt(squares / ROWS), within(1e-3));
    assertThat(evaluation.get("deviance").asDouble())
        .isCloseTo(2 * evaluation.get("loss").asDouble(), within(1e-3));
  }

  @Test
  void sparkPredictsTheQuantilesThatASmallFileIsPredicted() throws IOException {
    train("price", "quantiles");
    JsonNode local = command("predict").get("predictions");
    Path out = directory.resolve("predictions.csv");
    Result written =
        Cli.run("predict", "--model", directory.resolve("model"), "--data", data, "--out", out);
    assertThat(written.exitCode()).as(written.err()).isZero();
    List<String> lines = Files.readAllLines(out);
    assertThat(lines.get(0))
        .isEqualTo("rooms,age,price,visits,quantile_0.1,quantile_0.5,quantile_0.9");
    for (int i = 0; i < ROWS; i++) {
      float median = Float.parseFloat(lines.get(i + 1).split(",")[5]);
      assertThat(local.get(i).get("quantile_0.5").floatValue()).isEqualTo(median);
    }
  }

  private static void assertRefused(Result result, int exitCode, String... words) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
    assertThat(result.err()).contains(words).doesNotContain("\tat ").doesNotContain("Exception");
  }

  @Test
  void levelsThatAreNone() {
    assertRefused(
        run("price", "quantiles 0.9 0.1", "8 relu"),
        2,
        "data.task: the levels of quantiles rise from one to the next, but 0.1 stands behind 0.9");
    assertRefused(
        run("price", "quantiles 0.5 1.5", "8 relu"), 2, "a number between 0 and 1, not 1.5");
    assertRefused(
        run("price", "quantiles 10%", "8 relu"), 2, "as in 'quantiles 0.1 0.5 0.9', not \"quant");
    assertRefused(
        run("price", "auto", "8 relu -> quantiles 0.5 0.5"), 2, "0.5 stands behind 0.5", "^");
    assertRefused(
        run("price", "quantiles 0.5", "8 relu -> 1 linear"),
        2,
        "data.task is quantiles 0.5 but the network '8 relu -> 1 linear' ends in a layer for numbers;");
  }

  @Test
  void labelsThatDoNotFit() throws IOException {
    assertRefused(
        run("price,visits", "quantiles 0.5", "8 relu"),
        2,
        "quantiles are those of one number, not of the columns price, visits; name one label");
    assertRefused(
        run("price,visits", "auto", "8 relu -> quantiles 0.5"),
        2,
        "2 label columns are named but a network that ends in 'quantiles 0.5' learns 1");
    String table = Files.readString(data);
    Files.writeString(data, table + "3,50,100000,-2\n");
    assertRefused(
        run("visits", "counts", "8 relu"),
        1,
        "-2 in column 'visits' is less than 0, and no count in line " + (ROWS + 2) + " of " + data);
    Files.writeString(data, table + "3,50,100000,few\n");
    assertRefused(run("visits", "counts", "8 relu"), 1, "'few' in column 'visits' is not a number");
  }
}
