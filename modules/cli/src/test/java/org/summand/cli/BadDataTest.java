package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Data that cannot be learned from. */
class BadDataTest extends BadInput {
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
    assertRefused(train(data), 1, "'three' in column 'c' is not a number", "in line 32 of " + data);
  }

  @Test
  void emptyCell() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS, "1,,3,4,0");
    assertThat(trainTo(directory.resolve("taken"), data).exitCode()).isZero();
    assertRefused(
        train(data, "--set", "data.scaling=none"),
        1,
        "column 'b' has no value",
        "in line 32 of " + data);
  }

  @Test
  void lineOfTooManyCells() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS, "1,2,3,4,0,6");
    assertRefused(train(data), 1, "'1,2,3,4,0,6' does not have 5 cells", "in line 32 of " + data);
  }

  @Test
  void lineOfTooFewCells() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS, "1,2,3");
    assertRefused(train(data), 1, "'1,2,3' does not have 5 cells", "in line 32 of " + data);
  }

  @Test
  void notANumber() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS, "1,NaN,3,4,0");
    assertThat(trainTo(directory.resolve("taken"), data).exitCode()).isZero();
    assertRefused(
        train(data, "--set", "data.scaling=none"),
        1,
        "column 'b'",
        "has no value",
        "in line 32 of " + data);
  }

  @Test
  void infinity() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS, "1,2,3,-Infinity,0");
    assertRefused(train(data), 1, "column 'd'", "-Infinity", "in line 32 of " + data);
  }

  @Test
  void labelOutOfRange() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS, "1,2,3,4,3");
    assertRefused(train(data), 1, "label 3", "not a class in [0, 3)", "in line 32 of " + data);
  }

  @Test
  void labelThatIsNotWhole() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS, "1,2,3,4,1.5");
    assertRefused(train(data), 1, "label 1.5", "not an integer", "in line 32 of " + data);
  }

  @Test
  void missingLabel() throws IOException {
    Path data = Flowers.csv(directory.resolve("flowers.csv"), ROWS, "1,2,3,4,");
    assertRefused(train(data), 1, "label in column 'label' is missing", "in line 32 of " + data);
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
        train(data, "--set", "train.shards=8", "--set", "data.validationFraction=0"),
        1,
        "there are 6 rows to learn from but 8 shards",
        "train.shards");
  }

  @Test
  void firstLineThatIsNoHeader() throws IOException {
    Path data = Files.writeString(directory.resolve("bare.csv"), "1,2,3,4,0\n5,6,7,8,1\n");
    assertRefused(train(data), 2, "first line", "data.header = false");
  }
}
