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
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.cli.Cli.Result;
import org.summand.model.NetworkModel;

/** Several yes-or-no labels at once, from the table to the evaluation. */
class SeveralLabelsTest {
  private static final int ROWS = 400;

  @TempDir private Path directory;

  private Path data;

  @BeforeEach
  void writeSigns() throws IOException {
    Random random = new Random(2);
    StringBuilder lines = new StringBuilder("x,y,warm,large,both,kind\n");
    for (int i = 0; i < ROWS; i++) {
      double x = 2 * random.nextDouble() - 1;
      double y = 2 * random.nextDouble() - 1;
      String warm = x > 0 ? "yes" : "no";
      lines.append(
          x
              + ","
              + y
              + ","
              + warm
              + ","
              + (y > 0 ? 1 : -1)
              + ","
              + (x * y > 0 ? 1 : 0)
              + ",k"
              + i % 3);
      lines.append('\n');
    }
    data = Files.writeString(directory.resolve("signs.csv"), lines);
  }

  private Result run(String labels, String network, Object... more) {
    List<Object> args =
        new ArrayList<>(
            List.of(
                "train",
                "--data",
                data,
                "--out",
                directory.resolve("model"),
                "--label",
                labels,
                "--set",
                "data.features=[x, y]",
                "--set",
                "network=" + network,
                "--set",
                "train.epochs=30",
                "--set",
                "train.batchSize=32",
                "--set",
                "train.schedule.rate=0.02"));
    args.addAll(Arrays.asList(more));
    return Cli.run(args.toArray());
  }

  private JsonNode command(String command) throws IOException {
    return Cli.json(command, directory.resolve("model"), data);
  }

  @Test
  void eachLabelIsAnsweredInItsOwnWords() throws IOException {
    for (String network : List.of("16 tanh", "2 -> 16 tanh -> 3 sigmoid")) {
      Result trained = run("warm,large,both", network, "--overwrite");
      assertThat(trained.exitCode()).as(trained.err()).isZero();
      assertThat(trained.err())
          .contains(
              "labels 'warm', 'large', 'both': 3 times yes or no (no or yes, -1 or 1, 0 or 1)");
      JsonNode predictions = command("predict").get("predictions");
      List<String> lines = Files.readAllLines(data);
      int[] right = new int[3];
      NetworkModel alone = NetworkModel.load(directory.resolve("model"));
      for (int i = 0; i < ROWS; i++) {
        String[] cells = lines.get(i + 1).split(",");
        JsonNode row = predictions.get(i);
        String[] answers = {
          row.get("prediction_warm").textValue(),
          String.valueOf(row.get("prediction_large").intValue()),
          String.valueOf(row.get("prediction_both").intValue())
        };
        for (int c = 0; c < 3; c++) {
          right[c] += answers[c].equals(cells[2 + c]) ? 1 : 0;
        }
        boolean isWarm = row.get("probability_warm").asDouble() > 0.5;
        assertThat(row.get("prediction_warm").asText()).isEqualTo(isWarm ? "yes" : "no");
        float[] again = alone.predict(Map.of("x", cells[0], "y", cells[1]));
        assertThat((double) again[0])
            .isCloseTo(row.get("probability_warm").asDouble(), within(1e-5));
      }
      JsonNode evaluation = command("evaluate");
      String[] names = {"warm", "large", "both"};
      for (int c = 0; c < 3; c++) {
        JsonNode label = evaluation.get("labels").get(names[c]);
        assertThat(label.get("accuracy").asDouble())
            .isCloseTo(right[c] / (double) ROWS, within(1e-9))
            .isGreaterThan(0.9);
        assertThat(label.get("auc").asDouble()).isGreaterThan(0.95);
        assertThat(label.get("logLoss").asDouble()).isLessThan(0.4);
      }
      assertThat(evaluation.get("accuracy").asDouble())
          .isCloseTo((right[0] + right[1] + right[2]) / 3.0 / ROWS, within(1e-9));
      assertThat(Cli.run("evaluate", "--model", directory.resolve("model"), "--data", data).out())
          .containsPattern("large: accuracy +(9\\d|100)\\.\\d\\d %")
          .containsPattern("large: AUC +(0\\.9|1\\.0)");
      assertThat(Cli.run("describe", "--model", directory.resolve("model")).out())
          .contains("3 times yes or no (no or yes, -1 or 1, 0 or 1)");
    }
  }

  @Test
  void sparkAnswersAsASmallFileIsAnswered() throws IOException {
    assertThat(run("warm,large", "16 tanh").exitCode()).isZero();
    JsonNode local = command("predict").get("predictions");
    Path out = directory.resolve("predictions.csv");
    Result written =
        Cli.run("predict", "--model", directory.resolve("model"), "--data", data, "--out", out);
    assertThat(written.exitCode()).as(written.err()).isZero();
    List<String> lines = Files.readAllLines(out);
    assertThat(lines.get(0))
        .endsWith("prediction_warm,probability_warm,prediction_large,probability_large");
    for (int i = 0; i < ROWS; i++) {
      String[] cells = lines.get(i + 1).split(",");
      assertThat(cells[6]).isEqualTo(local.get(i).get("prediction_warm").textValue());
      assertThat(Float.parseFloat(cells[9]))
          .isEqualTo(local.get(i).get("probability_large").floatValue());
    }
  }

  private static void assertRefused(Result result, int exitCode, String... words) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
    assertThat(result.err()).contains(words).doesNotContain("\tat ").doesNotContain("Exception");
  }

  @Test
  void labelsThatCannotBeLearnedTogether() throws IOException {
    assertRefused(
        run("warm,kind", "8 relu"),
        1,
        "column 'kind' has 3 different labels (k0, k1, k2), but several labels are learned together");
    assertRefused(run("warm,both,both", "8 relu"), 2, "column 'both' is named twice");
    assertRefused(
        run("warm,both", "8 relu -> 3 sigmoid"), 2, "2 label columns are named", "learns 3");
    assertRefused(run("warm,both", "8 relu -> 1 sigmoid"), 2, "2 label columns are named");
    assertRefused(
        run("warm,both", "8 relu", "--set", "data.classWeights=balanced"),
        2,
        "class weights need a network that answers one class, not one that ends in '2 sigmoid'");
    assertRefused(
        run("warm,kind", "8 relu -> 2 sigmoid"), 1, "column 'kind' has 3 different labels");
    Files.writeString(data, Files.readString(data) + "0.1,0.2,perhaps,1,1,k0\n");
    assertRefused(
        run("warm,both", "8 relu"), 1, "'warm' has 3 different labels (no, perhaps, yes)");
  }

  @Test
  void anotherTableWithAnotherWordIsRefused() throws IOException {
    assertThat(run("warm,large", "8 tanh").exitCode()).isZero();
    Files.writeString(data, Files.readString(data) + "0.1,0.2,perhaps,1,1,k0\n");
    assertRefused(
        Cli.run("evaluate", "--model", directory.resolve("model"), "--data", data),
        1,
        "the label 'perhaps' in column 'warm' is none of the classes no, yes",
        "in line " + (ROWS + 2));
  }
}
