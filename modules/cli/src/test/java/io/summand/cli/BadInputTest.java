package io.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.summand.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a user can get wrong: a sentence that says what, where and what to do, the right exit code,
 * no stack trace, and nothing half-written.
 */
class BadInputTest {
  private static final int ROWS = 30;

  @TempDir private Path directory;

  private Path data() throws IOException {
    return Flowers.csv(directory.resolve("flowers.csv"), ROWS);
  }

  private Path models() {
    return directory.resolve("models");
  }

  private Result train(Path data, Object... more) {
    return trainTo(models().resolve("flowers"), data, more);
  }

  private static Result trainTo(Path out, Path data, Object... more) {
    List<Object> args =
        new ArrayList<>(
            List.of(
                "train",
                "--data",
                data,
                "--out",
                out,
                "--set",
                "network=" + Flowers.NETWORK,
                "--set",
                "train.epochs=2"));
    args.addAll(Arrays.asList(more));
    return Cli.run(args.toArray());
  }

  private void assertRefused(Result result, int exitCode, String... words) throws IOException {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
    assertThat(result.err()).contains(words).contains("summand: ");
    assertThat(result.err()).doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(result.out()).isEmpty();
    assertNothingWritten();
  }

  private void assertNothingWritten() throws IOException {
    if (Files.exists(models())) {
      try (Stream<Path> left = Files.list(models())) {
        assertThat(left).isEmpty();
      }
    }
  }

  @Test
  void missingFile() throws IOException {
    Path missing = directory.resolve("flours.csv");
    assertRefused(train(missing), 2, "there is no file or directory", missing.toString());
  }

  @Test
  void missingColumn() throws IOException {
    assertRefused(
        train(data(), "--set", "data.label=kind"),
        2,
        "there is no column 'kind'",
        "a, b, c, d, label");
  }

  @Test
  void cellThatIsNoNumber() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS, "1,2,three,4,0");
    assertRefused(train(data), 1, "'three' in column 'c' is not a number", "row 30 of partition 0");
  }

  @Test
  void emptyCell() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS, "1,,3,4,0");
    assertRefused(train(data), 1, "column 'b' has no value", "row 30 of partition 0");
  }

  @Test
  void lineOfTooManyCells() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS, "1,2,3,4,0,6");
    assertRefused(train(data), 1, "1,2,3,4,0,6", "does not have 5 cells", "row 30 of partition 0");
  }

  @Test
  void lineOfTooFewCells() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS, "1,2,3");
    assertRefused(train(data), 1, "1,2,3", "does not have 5 cells", "row 30 of partition 0");
  }

  @Test
  void notANumber() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS, "1,NaN,3,4,0");
    assertRefused(train(data), 1, "column 'b'", "NaN", "row 30 of partition 0");
  }

  @Test
  void infinity() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS, "1,2,3,-Infinity,0");
    assertRefused(train(data), 1, "column 'd'", "-Infinity", "row 30 of partition 0");
  }

  @Test
  void labelOutOfRange() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS, "1,2,3,4,3");
    assertRefused(train(data), 1, "label 3", "not a class in [0, 3)", "row 30 of partition 0");
  }

  @Test
  void labelThatIsNotWhole() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS, "1,2,3,4,1.5");
    assertRefused(train(data), 1, "label 1.5", "not an integer", "row 30 of partition 0");
  }

  @Test
  void missingLabel() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS, "1,2,3,4,");
    assertRefused(train(data), 1, "label in column 'label' is missing", "row 30 of partition 0");
  }

  @Test
  void singleClass() throws IOException {
    Path data = directory.resolve("same.csv");
    Files.writeString(data, "a,b,c,d,label\n" + "1,2,3,4,2\n5,6,7,8,2\n".repeat(10));
    assertRefused(train(data), 1, "label 2", "at least two classes");
    Files.writeString(data, "a,b,c,d,label\n" + "1,2,3,4,rose\n5,6,7,8,rose\n".repeat(10));
    assertRefused(train(data), 1, "label 'rose'", "at least two classes");
  }

  @Test
  void otherNumberOfClassesThanOutputs() throws IOException {
    Path data = Flowers.csvOfNames(directory.resolve("flowers.csv"), ROWS);
    assertRefused(
        train(data, "--set", "data.label=kind", "--set", "network=4 -> 2 softmax"),
        1,
        "3 classes (aster, iris, rose)",
        "3 softmax");
  }

  @Test
  void emptyData() throws IOException {
    Path data = Files.writeString(directory.resolve("empty.csv"), "");
    assertRefused(train(data), 1, data + " has no rows");
    Files.writeString(data, "a,b,c,d,label\n");
    assertRefused(train(data), 1, "has no rows");
  }

  @Test
  void otherWidthThanTheNetworks() throws IOException {
    assertRefused(
        train(data(), "--set", "network=5 -> 3 softmax"),
        2,
        "has 4 feature columns but the network takes 5 inputs");
    Path libsvm = Flowers.libsvm(directory.resolve("flowers.libsvm"), ROWS);
    assertRefused(
        train(libsvm, "--set", "network=3 -> 3 softmax"),
        2,
        "features up to number 4 but the network takes 3 inputs");
  }

  @Test
  void fewerRowsThanShards() throws IOException {
    Path data = Flowers.csv(directory.resolve("few.csv"), 6);
    assertRefused(
        train(data, "--set", "train.shards=8", "--set", "data.holdOut=0"),
        1,
        "there are 6 rows to learn from but 8 shards",
        "train.shards");
  }

  @Test
  void settingsThatAreNotPositive() throws IOException {
    assertRefused(
        train(data(), "--set", "train.schedule.rate=0"),
        2,
        "train.schedule.rate is a number greater than 0",
        "--set train.schedule.rate=0");
    assertRefused(
        train(data(), "--set", "train.batchSize=-1"),
        2,
        "train.batchSize is a whole number of at least 1",
        "-1");
  }

  @Test
  void unknownKey() throws IOException {
    Path conf = Files.writeString(directory.resolve("run.conf"), "train {\n  epoch = 3\n}\n");
    assertRefused(
        train(data(), "--conf", conf),
        2,
        "there is no key 'train.epoch'",
        "run.conf, line 2",
        "did you mean 'train.epochs'?");
  }

  @Test
  void unknownOption() throws IOException {
    assertRefused(train(data(), "--overwrit"), 2, "--overwrit", "--overwrite", "--help");
  }

  @Test
  void wrongNetwork() throws IOException {
    assertRefused(
        train(data(), "--set", "network=4 -> 8 reluu -> 3 softmax"), 2, "reluu", "network");
  }

  @Test
  void missingConfiguration() throws IOException {
    assertRefused(train(data(), "--conf", "no.conf"), 2, "no configuration file no.conf");
  }

  @Test
  void outputThatExists() throws IOException {
    Path there = Files.createDirectories(directory.resolve("there"));
    Result result = trainTo(there, data());
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("exists already", "--overwrite").doesNotContain("epoch");
  }

  @Test
  void whatIsNoModelIsNeverOverwritten() throws IOException {
    Path letters = Files.createDirectories(directory.resolve("letters"));
    Files.writeString(letters.resolve("dear.txt"), "keep me");
    Result result = trainTo(letters, data(), "--overwrite");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("does not look like an earlier model").doesNotContain("epoch");
    assertThat(letters.resolve("dear.txt")).hasContent("keep me");
  }

  @Test
  void gradientThatDiverges() throws IOException {
    Object[] fast = {
      "--set", "train.optimizer.name=sgd", "--set", "train.schedule.rate=1e30",
      "--set", "network=4 -> 8 relu -> 1 linear", "--set", "train.batchSize=8"
    };
    Result result = train(data(), fast);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
    assertThat(result.err()).contains("diverged in step", "learning rate 1.0E30");
    assertThat(result.err()).doesNotContain("\tat ");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void lastGoodStateIsKeptWhenTrainingDiverges() throws IOException {
    Object[] rising = {
      "--set", "train.optimizer.name=sgd", "--set", "train.schedule.rate=1e30",
      "--set", "train.schedule.warmUp=1e9", "--set", "train.epochs=1000",
      "--set", "network=4 -> 8 relu -> 1 linear", "--set", "train.batchSize=8"
    };
    Result result = train(data(), rising);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
    assertThat(result.err()).contains("diverged in step", "the model as of step");
    assertThat(models().resolve("flowers/model.json")).exists();
  }

  private Path model() throws IOException {
    Path model = directory.resolve("model");
    Result result = trainTo(model, data());
    assertThat(result.exitCode()).as(result.err()).isZero();
    return model;
  }

  @Test
  void missingModel() throws IOException {
    Path missing = directory.resolve("nowhere");
    assertRefused(
        Cli.run("evaluate", "--model", missing, "--data", data()),
        2,
        "there is no model at " + missing);
  }

  @Test
  void modelThatWasCut() throws IOException {
    Path weights = model().resolve("weights.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(bytes, bytes.length - 10));
    assertRefused(
        Cli.run("evaluate", "--model", weights.getParent(), "--data", data()),
        2,
        weights.toString());
  }

  @Test
  void modelOfWhichOneByteWasAltered() throws IOException {
    for (String file : List.of("weights.safetensors", "model.json", "SHA256SUMS")) {
      Path altered = model().resolve(file);
      byte[] bytes = Files.readAllBytes(altered);
      bytes[bytes.length - 3] ^= 1;
      Files.write(altered, bytes);
      assertRefused(
          Cli.run("predict", "--model", altered.getParent(), "--data", data()),
          2,
          altered.getParent().toString());
      deleteModel(altered.getParent());
    }
  }

  private static void deleteModel(Path model) throws IOException {
    try (Stream<Path> files = Files.list(model)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(model);
  }

  @Test
  void modelOfAnotherNetwork() throws IOException {
    assertRefused(
        Cli.run(
            "evaluate", "--model", model(), "--data", data(), "--set", "network=4 -> 3 softmax"),
        2,
        "is the network '" + Flowers.NETWORK + "'",
        "'4 -> 3 softmax'");
  }

  @Test
  void rowsToPredictThatAreNotNumbers() throws IOException {
    Path model = model();
    Path data = Files.writeString(directory.resolve("new.csv"), "a,b,c,d\n1,2,3,4\n1,2,x,4\n");
    Path out = models().resolve("answers");
    assertRefused(
        Cli.run("predict", "--model", model, "--data", data, "--out", out),
        1,
        "'x' in column 'c' is not a number in row 1 of partition 0");
  }

  @Test
  void firstLineThatIsNoHeader() throws IOException {
    Path data = Files.writeString(directory.resolve("bare.csv"), "1,2,3,4,0\n5,6,7,8,1\n");
    assertRefused(train(data), 2, "first line", "data.header = false");
  }

  @Test
  void stackTracesAreForDebugging() throws IOException {
    Result result = train(directory.resolve("flours.csv"), "--debug");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("\tat io.summand");
  }
}
