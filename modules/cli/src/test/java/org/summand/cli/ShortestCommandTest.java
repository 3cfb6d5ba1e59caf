package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.cli.Cli.Result;
import org.summand.compute.CounterRandom;
import org.summand.model.NetworkModel;

/** What is not said is told by the table: the inputs by its columns, the output by its label. */
class ShortestCommandTest {
  private static final int ROWS = 90;

  @TempDir private Path directory;

  private Path out() {
    return directory.resolve("model");
  }

  private Result train(Path data, Object... more) {
    List<Object> args =
        new ArrayList<>(List.of("train", "--data", data, "--out", out(), "--overwrite"));
    args.addAll(List.of("--set", "train.epochs=2"));
    args.addAll(Arrays.asList(more));
    return Cli.run(args.toArray());
  }

  private void assertTrained(Result result, String network, String... said) throws IOException {
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("network " + network + ", ");
    for (String words : said) {
      assertThat(result.err()).contains(words);
    }
    assertThat(model().network()).hasToString(network);
    assertThat(model().metadata().configuration()).containsEntry("network", network);
  }

  private NetworkModel model() throws IOException {
    return NetworkModel.load(out());
  }

  /** Sixteen columns of counts and shares, and a price that follows from them, gzipped. */
  private Path houses() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < 16; c++) {
      text.append("P").append(c).append(',');
    }
    text.append("price\n");
    for (int r = 0; r < 400; r++) {
      double price = 0;
      for (int c = 0; c < 16; c++) {
        double x = CounterRandom.uniform(3, r * 16 + c);
        price += (c - 8) * x * x;
        text.append(String.format(Locale.ROOT, "%.4f,", x));
      }
      text.append(String.format(Locale.ROOT, "%.2f\n", price));
    }
    Path file = directory.resolve("houses.csv.gz");
    try (OutputStream gz = new GZIPOutputStream(Files.newOutputStream(file))) {
      gz.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  @Test
  void wordsMakeAClassifier() throws IOException {
    Path data = Flowers.csvOfNames(directory.resolve("flowers.csv"), ROWS);
    Result trained =
        train(
            data,
            "--label",
            "kind",
            "--set",
            "data.scaling=standardize",
            "--set",
            "train.epochs=20");
    assertTrained(
        trained,
        "4 -> bag 5 -> scale" + " -> 256 silu -> dropout 0.15".repeat(2) + " -> 3 softmax",
        "label 'kind': 3 classes (aster, iris, rose)");
    assertThat(model().metadata().classes()).containsExactlyElementsOf(Flowers.KINDS);
    Result evaluated = Cli.run("evaluate", "--model", out(), "--data", data, "--json");
    assertThat(evaluated.json().get("accuracy").asDouble()).as(evaluated.err()).isGreaterThan(0.95);
    assertThat(evaluated.json().get("auc").asDouble()).isGreaterThan(0.98);
    assertThat(evaluated.json().get("aucError").asDouble()).isLessThan(0.001);
    assertThat(evaluated.json().get("logLoss").asDouble())
        .as("the loss of the mean answer, not above the mean of the networks' losses")
        .isBetween(0.0, evaluated.json().get("loss").asDouble() + 1e-5);
    assertThat(evaluated.json().get("brierScore").asDouble()).isBetween(0.0, 0.1);
    assertThat(evaluated.json().get("calibrationError").asDouble()).isBetween(0.0, 0.1);
    assertThat(trained.out())
        .contains("by the validation rows", "log loss", "AUC", "Brier score", "calibration error");
    Result predicted = Cli.run("predict", "--model", out(), "--data", data, "--json");
    assertThat(predicted.json().get("predictions").get(0).get("prediction").asText())
        .isEqualTo("aster");
  }

  /** Numbers in bins and numbers as they are, each tried, and what is kept is as if said. */
  @Test
  void aTableChoosesItsNetworkByRowsHeldOut() throws IOException {
    Path data = Flowers.csvOfNames(directory.resolve("flowers.csv"), ROWS);
    Result trained = train(data, "--label", "kind", "--set", "train.epochs=3");
    assertThat(trained.err())
        .contains(
            "4 numbers in bins",
            "trial 1 of 2: numbers in bins",
            "trial 2 of 2: numbers as they are",
            "training on numbers ",
            "validating on 90 of them, held out in turn");
    Map<String, String> configuration = model().metadata().configuration();
    assertThat(configuration)
        .containsEntry("network", model().network().toString())
        .containsEntry("train.epochs", "3")
        .containsEntry("train.folds", "5")
        .containsEntry("train.parametrization", "tangent")
        .containsEntry("data.validationFraction", "0.0");
    boolean isInBins = trained.err().contains("training on numbers in bins");
    assertThat(model().network().curves().columns()).isEqualTo(isInBins ? 4 : 0);
    assertThat(model().metadata().encoder().inputs()).isEqualTo(model().network().inputs());
    byte[] weights = Files.readAllBytes(directory.resolve("model/weights.safetensors"));
    Result again = Cli.run("predict", "--model", out(), "--data", data, "--json");
    assertThat(again.json().get("predictions")).hasSize(ROWS);
    train(data, "--label", "kind", "--set", "train.epochs=3");
    assertThat(Files.readAllBytes(directory.resolve("model/weights.safetensors")))
        .as("the same bits")
        .isEqualTo(weights);
  }

  @Test
  void numbersMakeARegression() throws IOException {
    Result trained =
        train(
            houses(),
            "--label",
            "price",
            "--set",
            "network=100 relu",
            "--set",
            "train.epochs=60",
            "--set",
            "train.schedule.rate=0.01",
            "--json");
    assertTrained(trained, "16 -> 100 relu -> 1 linear", "label 'price': a number");
    Result evaluated = Cli.run("evaluate", "--model", out(), "--data", houses(), "--json");
    assertThat(evaluated.json().get("r2").asDouble()).as(evaluated.out()).isGreaterThan(0.8);
    assertThat(evaluated.json().has("auc")).isFalse();
    assertThat(trained.json().get("validation").get("r2").asDouble()).isGreaterThan(0.8);
  }

  @Test
  void fewWholeNumbersAreClassesUnlessTheTaskSaysOtherwise() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS);
    String[] small = {"--set", "network=8 tanh"};
    assertTrained(
        train(data, small[0], small[1]),
        "4 -> 8 tanh -> 3 softmax",
        "label 'label': 3 classes (0 to 2); to learn them as numbers instead, pass --task numbers");
    assertTrained(
        train(data, small[0], small[1], "--task", "numbers"),
        "4 -> 8 tanh -> 1 linear",
        "label 'label': a number");
    assertTrained(
        train(data, small[0], small[1], "--label", "d,label"),
        "3 -> 8 tanh -> 2 linear",
        "labels 'd', 'label': 2 numbers");
    assertTrained(
        train(data, small[0], small[1], "--label", "a", "--task", "classes"),
        "4 -> 8 tanh -> " + distinctOfFirst() + " softmax");
  }

  private static long distinctOfFirst() {
    return Arrays.stream(Flowers.rows(ROWS)).mapToInt(row -> row[0]).distinct().count();
  }

  @Test
  void whatIsLeftOutChangesNoBit() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS);
    String whole = "4 -> 8 tanh -> 3 softmax";
    assertTrained(train(data, "--set", "network=" + whole), whole);
    float[] expected = model().weights();
    for (String part : List.of("8 tanh", "4 -> 8 tanh", "8 tanh -> 3 softmax")) {
      assertTrained(train(data, "--set", "network=" + part), whole);
      assertThat(model().weights()).as(part).containsExactly(expected);
    }
  }

  @Test
  void oneConfigurationServesEveryCommand() throws IOException {
    Path data = Flowers.csvOfNames(directory.resolve("flowers.csv"), ROWS);
    Path conf = Files.writeString(directory.resolve("a.conf"), "network = 8 tanh\n");
    assertTrained(train(data, "--conf", conf, "--label", "kind"), "4 -> 8 tanh -> 3 softmax");
    for (String command : List.of("evaluate", "predict")) {
      Result result = Cli.run(command, "--model", out(), "--data", data, "--conf", conf);
      assertThat(result.exitCode()).as(result.err()).isZero();
      Result other = Cli.run(command, "--model", out(), "--data", data, "--set", "network=9 tanh");
      assertThat(other.exitCode()).isEqualTo(2);
      assertThat(other.err())
          .contains(
              "is the network '4 -> 8 tanh -> 3 softmax' but the configuration is of '9 tanh'");
    }
  }

  @Test
  void otherFormatsTellTheirWidthToo() throws IOException {
    String network = "network=8 tanh";
    String whole = "4 -> 8 tanh -> 3 softmax";
    Path idx = Flowers.idx(directory.resolve("idx"), ROWS, true);
    assertTrained(train(idx, "--set", network), whole);
    Path libsvm = Flowers.libsvm(directory.resolve("flowers.libsvm"), ROWS);
    assertTrained(
        train(libsvm, "--set", network),
        whole,
        "the largest number of a feature in " + libsvm + " is 4, so a row has as many");
    Path written = Flowers.written(directory.resolve("flat.parquet"), "parquet", ROWS);
    assertTrained(train(written, "--set", network), whole);
    Dataset<Row> table = Cli.spark().read().parquet(written.toString());
    Path vectors = directory.resolve("vectors.parquet");
    new VectorAssembler()
        .setInputCols(new String[] {"a", "b", "c"})
        .setOutputCol("v")
        .transform(table)
        .select("v", "d", "label")
        .write()
        .parquet(vectors.toString());
    assertTrained(train(vectors, "--set", network), whole);
    Path arrays = directory.resolve("arrays.parquet");
    table.selectExpr("array(a, b) as v", "c", "d", "label").write().parquet(arrays.toString());
    assertTrained(train(arrays, "--set", network), whole);
  }

  @Test
  void aRunWithAPartialNetworkIsResumed() throws IOException {
    Path data = Flowers.csvOfNames(directory.resolve("flowers.csv"), ROWS);
    Object[] more = {
      "--label",
      "kind",
      "--set",
      "network=8 tanh",
      "--set",
      "checkpoint.path=" + directory.resolve("checkpoints")
    };
    assertTrained(train(data, more), "4 -> 8 tanh -> 3 softmax");
    List<Object> longer = new ArrayList<>(Arrays.asList(more));
    longer.addAll(List.of("--resume", "--set", "train.epochs=4"));
    Result resumed = train(data, longer.toArray());
    assertTrained(resumed, "4 -> 8 tanh -> 3 softmax", "going on after step");
    Result again = train(data, longer.toArray());
    assertTrained(again, "4 -> 8 tanh -> 3 softmax");
    assertThat(again.out()).contains("nothing was left to train");
  }

  @Test
  void aModelIsDescribed() throws IOException {
    Path data = Flowers.csvOfNames(directory.resolve("flowers.csv"), ROWS);
    train(data, "--label", "kind", "--set", "network=8 tanh");
    Result text = Cli.run("describe", "--model", out());
    assertThat(text.exitCode()).as(text.err()).isZero();
    assertThat(text.out())
        .contains(
            "network 4 -> 8 tanh -> 3 softmax, 67 weights",
            "label 'kind': 3 classes (aster, iris, rose)",
            "4 numbers: a, b, c, d",
            "  train.epochs = 2");
    Result json = Cli.run("describe", "--model", out(), "--json");
    assertThat(json.json().get("classes")).hasSize(3);
    assertThat(json.json().get("configuration").get("network").asText())
        .isEqualTo("4 -> 8 tanh -> 3 softmax");
    Result missing = Cli.run("describe", "--model", directory.resolve("none"));
    assertThat(missing.exitCode()).isEqualTo(2);
  }

  @Test
  void namesThatAreNumbersAreNamesIfTheLabelIsAmongThem() throws IOException {
    Path data = directory.resolve("numbered.csv");
    String text = Files.readString(Flowers.csv(directory.resolve("flowers.csv"), ROWS));
    Files.writeString(data, text.replace("a,b,c,d,label", "1,2,3,4,5"));
    assertTrained(
        train(data, "--label", "5", "--set", "network=8 tanh"), "4 -> 8 tanh -> 3 softmax");
    Path unlabelled = Files.writeString(directory.resolve("new.csv"), "1,2,3,4\n40,200,90,30\n");
    Result predicted = Cli.run("predict", "--model", out(), "--data", unlabelled);
    assertThat(predicted.exitCode()).as(predicted.err()).isZero();
    assertThat(train(data, "--label", "6").err()).contains("holds numbers, not the names");
  }
}
