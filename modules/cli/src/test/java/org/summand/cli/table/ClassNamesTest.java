package org.summand.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.cli.Cli;
import org.summand.cli.Cli.Result;
import org.summand.cli.Flowers;
import org.summand.model.NetworkModel;

/** Labels of any names and numbers become outputs, and outputs their names again. */
class ClassNamesTest {
  private static final int ROWS = 90;

  @TempDir private Path directory;

  private Result train(String network, Path data, String... settings) {
    List<Object> args =
        new ArrayList<>(
            List.of("train", "--data", data, "--out", directory.resolve("model"), "--overwrite"));
    args.addAll(List.of("--set", "network=" + network, "--set", "train.epochs=10"));
    args.addAll(List.of("--set", "train.schedule.rate=0.05", "--set", "train.batchSize=16"));
    args.addAll(List.of("--set", "data.scaling=standardize"));
    for (String setting : settings) {
      args.addAll(List.of("--set", setting));
    }
    return Cli.run(args.toArray());
  }

  private Path labelled(String name, Function<Integer, String> label) throws IOException {
    List<String> lines = new ArrayList<>(List.of("a,b,c,d,label"));
    int[][] rows = Flowers.rows(ROWS);
    for (int r = 0; r < ROWS; r++) {
      lines.add(
          "%d,%d,%d,%d,%s"
              .formatted(rows[r][0], rows[r][1], rows[r][2], rows[r][3], label.apply(rows[r][4])));
    }
    return Files.write(directory.resolve(name), lines);
  }

  private NetworkModel model() throws IOException {
    return NetworkModel.load(directory.resolve("model"));
  }

  private void assertLearned(Result trained, Path data, String... classes) throws IOException {
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(model().metadata().classes()).containsExactly(classes);
    Result evaluated =
        Cli.run("evaluate", "--model", directory.resolve("model"), "--data", data, "--json");
    assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
    assertThat(evaluated.json().get("accuracy").asDouble()).isGreaterThan(0.95);
  }

  @Test
  void numbersFromOneBecomeOutputsInTheirOrder() throws IOException {
    Path data = labelled("one.csv", kind -> kind == 0 ? "2" : kind == 1 ? "10" : "1.0");
    Result trained = train(Flowers.NETWORK, data);
    assertLearned(trained, data, "1", "2", "10");
    assertThat(trained.err()).contains("label 'label': 3 classes (1, 2, 10)");
    Result predictions =
        Cli.run("predict", "--model", directory.resolve("model"), "--data", data, "--json");
    assertThat(predictions.json().get("predictions").get(0).get("prediction").isInt()).isTrue();
    assertThat(predictions.json().get("predictions").get(0).get("prediction").asInt()).isEqualTo(2);
    Path doubles = labelled("doubles.csv", kind -> kind == 0 ? "2.0" : kind == 1 ? "1e1" : "+1");
    Result evaluated =
        Cli.run("evaluate", "--model", directory.resolve("model"), "--data", doubles);
    assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
  }

  @Test
  void minusOneAndOneAreTwoClasses() throws IOException {
    for (String network : List.of("4 -> 1 sigmoid", "4 -> 2 softmax")) {
      Path csv = labelled("signs.csv", kind -> kind == 0 ? "-1" : "+1");
      assertLearned(train(network, csv), csv, "-1", "1");
      List<String> lines = new ArrayList<>();
      for (String line : Files.readAllLines(Flowers.libsvm(directory.resolve("f.libsvm"), ROWS))) {
        lines.add((line.startsWith("0") ? "-1" : "+1") + line.substring(1));
      }
      Path libsvm = Files.write(directory.resolve("signs.libsvm"), lines);
      assertLearned(train(network, libsvm), libsvm, "-1", "1");
    }
  }

  @Test
  void numericColumnsOfOtherFormatsAreMappedToo() throws IOException {
    Path written = Flowers.written(directory.resolve("all.parquet"), "parquet", ROWS);
    for (String type : List.of("double", "int", "string")) {
      Path data = directory.resolve(type + ".parquet");
      Cli.spark()
          .read()
          .parquet(written.toString())
          .selectExpr("a", "b", "c", "d", "cast(label + 1 as " + type + ") as label")
          .write()
          .parquet(data.toString());
      assertLearned(train(Flowers.NETWORK, data), data, "1", "2", "3");
    }
  }

  @Test
  void numbersOfOutputsStayAsTheyAre() throws IOException {
    Path data = labelled("plain.csv", String::valueOf);
    assertLearned(train(Flowers.NETWORK, data), data);
    Path gap = labelled("gap.csv", kind -> kind == 0 ? "1" : "2.0");
    assertLearned(train(Flowers.NETWORK, gap), gap);
  }

  @Test
  void fractionsAreNoClasses() throws IOException {
    Path data = labelled("fractions.csv", kind -> kind + ".5");
    assertThat(train(Flowers.NETWORK, data).err())
        .contains("label 0.5 in column 'label' is not an integer in line 2 of");
  }

  @Test
  void manyClassesAreCounted() throws IOException {
    StringBuilder lines = new StringBuilder("a,b,c,d,label\n");
    for (int i = 0; i < 11_000; i++) {
      lines.append("1,2,3,").append(i % 7).append(",k").append(i).append('\n');
    }
    Path data = Files.writeString(directory.resolve("many.csv"), lines);
    Result result = train(Flowers.NETWORK, data);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("has 11000 classes (k0, ", "and 10988 more)", "'11000 softmax'");
    Path numbers = labelled("numbers.csv", kind -> String.valueOf(kind + 5));
    assertThat(train("4 -> 2 softmax", numbers).err())
        .contains("has 3 classes (5, 6, 7)", "'3 softmax'");
  }

  @Test
  void theLabelIsNoFeature() throws IOException {
    Path data = labelled("plain.csv", String::valueOf);
    Result result = train(Flowers.NETWORK, data, "data.features=[a,b,c,label]");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("column 'label' is the label", "take it out of the features");
  }

  @Test
  void aModelTakesItsColumnsInItsOrder() throws IOException {
    Path data = labelled("plain.csv", String::valueOf);
    assertThat(train(Flowers.NETWORK, data).exitCode()).isZero();
    for (String command : List.of("evaluate", "predict")) {
      Object[] use = {command, "--model", directory.resolve("model"), "--data", data, "--set", ""};
      use[6] = "data.features=[b,a,c,d]";
      Result turned = Cli.run(use);
      assertThat(turned.exitCode()).as(turned.err()).isEqualTo(2);
      assertThat(turned.err())
          .contains("data.features has 'b' as number 1", "as number 2 of a, b, c, d", "leave");
      use[6] = "data.features=[]";
      assertThat(Cli.run(use).exitCode()).isZero();
      use[6] = "data.features=[a,b,c,d]";
      assertThat(Cli.run(use).exitCode()).isZero();
    }
  }

  @Test
  void aLabelThatTheModelDoesNotKnowIsNamed() throws IOException {
    Path data = labelled("one.csv", kind -> String.valueOf(kind + 1));
    assertThat(train(Flowers.NETWORK, data).exitCode()).isZero();
    Path other = labelled("other.csv", kind -> String.valueOf(kind * 2));
    Result result = Cli.run("evaluate", "--model", directory.resolve("model"), "--data", other);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("the label '0' in column 'label' is none of the classes 1, 2, 3 in line 2 of");
  }
}
