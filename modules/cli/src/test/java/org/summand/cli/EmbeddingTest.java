package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.cli.Cli.Result;
import org.summand.model.NetworkModel;

/** A column of numbers that are names, from a file to a model and back. */
class EmbeddingTest {
  private static final int CITIES = 12;

  @TempDir private Path directory;

  /** Whether a city is warm follows from its number, but by no line and no curve. */
  private Path csv(String lastCity) throws IOException {
    List<String> lines = new ArrayList<>(List.of("height,city,label"));
    for (int i = 0; i < 240; i++) {
      int city = i % CITIES;
      lines.add(i * 37 % 1000 + "," + city + "," + (city * 5 % CITIES) % 2);
    }
    lines.add("5," + lastCity + ",1");
    return Files.write(directory.resolve("cities.csv"), lines);
  }

  private Result train(Path data, String network) {
    return Cli.run(
        "train",
        "--data",
        data,
        "--out",
        directory.resolve("model"),
        "--set",
        "network=" + network,
        "--set",
        "data.scaling=standardize",
        "--set",
        "train.schedule.rate=0.05",
        "--set",
        "train.batchSize=32",
        "--set",
        "train.epochs=30");
  }

  @Test
  void categoriesAreLearnedAsTheyAreNumbered() throws IOException {
    Path data = csv("7");
    Result trained = train(data, "2 -> embed 12x3 -> 2 softmax");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    NetworkModel model = NetworkModel.load(directory.resolve("model"));
    assertThat(model.metadata().encoder().numbers().factor()[0]).isNotEqualTo(1);
    // The second number, that of a category, stays what it is.
    assertThat(model.metadata().encoder().numbers().count()).isEqualTo(2);
    assertThat(model.metadata().encoder().numbers().factor()).hasSize(1);
    Result evaluated =
        Cli.run("evaluate", "--model", directory.resolve("model"), "--data", data, "--json");
    assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
    assertThat(evaluated.json().get("accuracy").asDouble()).isEqualTo(1);
    assertThat(model.predict(new float[] {500, 5})).hasSize(2);
  }

  @Test
  void cellThatIsNoCategoryIsNamed() throws IOException {
    for (String cell : List.of("12", "-1", "0.5", "1e9")) {
      Result result = train(csv(cell), "2 -> embed 12x3 -> 2 softmax");
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .contains(
              "column 'city' is " + Float.parseFloat(cell),
              "embeds 12 categories, numbered from 0",
              "in line 242 of ");
    }
  }
}
