package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.cli.Cli.Result;

/** Tables as they come, of which nothing can be learned as it was asked. */
class BadTablesTest extends BadInput {
  private static final int LINES = 60;
  private static final String[] TOWNS = {"Aix", "Bonn", "Cork"};

  /** A number, a town, and what comes of the number of the row. */
  private Path table(String name, IntFunction<Object> last) throws IOException {
    StringBuilder text = new StringBuilder("size,town,").append(name).append('\n');
    for (int r = 0; r < LINES; r++) {
      text.append(r % 17).append(',').append(TOWNS[r % TOWNS.length]).append(',');
      text.append(last.apply(r)).append('\n');
    }
    return Files.writeString(directory.resolve("table.csv"), text);
  }

  private Result learn(Path data, String label, Object... more) {
    List<Object> args = new ArrayList<>(List.of("train", "--data", data, "--label", label));
    args.addAll(List.of("--out", models().resolve("model"), "--set", "train.epochs=1"));
    args.addAll(Arrays.asList(more));
    return Cli.run(args.toArray());
  }

  private static String yesOrNo(int r) {
    return r % 2 == 0 ? "yes" : "no";
  }

  /** Where no label is what was asked for, columns of words are not to blame. */
  @ParameterizedTest
  @ValueSource(strings = {"--task=numbers", "--set=network=1 linear"})
  void wordsThatShouldBeNumbers(String numbers) throws IOException {
    Path data = table("sold", BadTablesTest::yesOrNo);
    assertRefused(
        learn(data, "sold", numbers), 1, "'yes' in column 'sold' is not a number", "in line 2 of");
  }

  @Test
  void fractionsThatShouldBeClasses() throws IOException {
    Path data = table("price", r -> r + 0.5);
    assertRefused(
        learn(data, "price", "--set", "network=2 softmax"), 1, "label 0.5", "not an integer");
  }

  /** Most of the column is numbers: who reads that a word is none has to know what to do. */
  @Test
  void aWordAmongNumbersIsToldWithTheWaysOut() throws IOException {
    Path data = table("sold", BadTablesTest::yesOrNo);
    Files.writeString(data, Files.readString(data).replaceFirst("\n5,", "\nlarge,"));
    assertRefused(
        learn(data, "sold"),
        1,
        "'large' in column 'size' is not a number in line 7 of",
        "; most of the column are numbers, so correct it, or say that the word stands for a missing"
            + " number");
    assertRefused(
        learn(data, "sold", "--set", "network=2 -> 8 relu -> 2 softmax"),
        1,
        "is not a number",
        "leave out the network's first number");
  }

  @Test
  void categoriesThatAreNoColumns() throws IOException {
    Path data = table("sold", BadTablesTest::yesOrNo);
    assertRefused(
        learn(data, "sold", "--set", "data.categories=[town, zip]"),
        2,
        "data.categories names 'zip', which is none of the columns to learn from: size, town");
    assertRefused(
        learn(data, "sold", "--set", "data.categories=[sold]"), 2, "data.categories names 'sold'");
  }

  @Test
  void aColumnThatIsTheLabelIsToldOfAndMayBeLeftOut() throws IOException {
    Path data = table("sold", BadTablesTest::yesOrNo);
    Files.writeString(
        data,
        Files.readString(data)
            .replace("size,town", "size,bill paid,town")
            .replaceAll("(?m)^(\\d+),(.*),yes$", "$1,1,$2,yes")
            .replaceAll("(?m)^(\\d+),(\\w+),no$", "$1,0,$2,no"));
    Result warned = learn(data, "sold", "--json");
    assertThat(warned.exitCode()).as(warned.err()).isZero();
    String sentence =
        "the label can be read off column 'bill paid': each class has a value of its own there;"
            + " where that is not known when an answer is wanted, leave it out: data.ignore = bill"
            + " paid";
    assertThat(warned.err()).contains("warning: " + sentence);
    assertThat(warned.err().indexOf("warning")).isLessThan(warned.err().indexOf("training on"));
    assertThat(warned.json().get("warnings").get(0).asText()).isEqualTo(sentence);
    Result without = learn(data, "sold", "--json", "--overwrite", "--set", "data.ignore=bill paid");
    assertThat(without.exitCode()).as(without.err()).isZero();
    assertThat(without.err()).doesNotContain("warning", "bill paid");
    assertThat(without.json().get("warnings")).isEmpty();
  }

  @Test
  void columnsToIgnoreThatAreNone() throws IOException {
    Path data = table("sold", BadTablesTest::yesOrNo);
    assertRefused(
        learn(data, "sold", "--set", "data.ignore=[town, zip]"),
        2,
        "data.ignore names 'zip', which is none of the columns to learn from: size, town");
    assertRefused(learn(data, "sold", "--set", "data.ignore=sold"), 2, "data.ignore names 'sold'");
    assertRefused(
        learn(data, "sold", "--set", "data.ignore=[town, size]"),
        2,
        "no column is left to learn from: town, size are to be ignored");
    assertRefused(
        learn(data, "sold", "--set", "data.ignore=town", "--set", "data.categories=town"),
        2,
        "data.categories names 'town', which is none of the columns to learn from: size");
  }

  /** A model of them could not be used: its own configuration would be refused. */
  @Test
  void columnsThatAreNamedTwice() throws IOException {
    Path data = table("sold", BadTablesTest::yesOrNo);
    assertRefused(
        learn(data, "sold", "--set", "data.features=[town, size, town]"),
        2,
        "column 'town' is named twice among the columns to learn from");
    assertRefused(learn(data, "size,size"), 2, "column 'size' is named twice among the labels");
  }

  /** Such labels were taken for words, and each for a class. */
  @Test
  void numbersThatNoFloatHolds() throws IOException {
    assertRefused(
        learn(table("mass", r -> (r + 0.5) + "e300"), "mass"),
        1,
        "column 'mass' has the value 0.5e300",
        "line 2 of");
    assertRefused(
        learn(table("mass", r -> r < 20 ? "1e300" : r + 0.5), "mass", "--task", "numbers"),
        1,
        "column 'mass' has the value 1e300");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--set=network=8 relu -> 1 linear", "--set=network=1 huber"})
  void numbersThatAreAllTheSame(String network) throws IOException {
    Object[] more = network.isEmpty() ? new Object[0] : new Object[] {network};
    assertRefused(
        learn(table("price", r -> 1_000_000 + r * 1e-5), "price", more),
        1,
        "all rows to learn from have the label 1000000.0 in column 'price'",
        "subtract something first");
    if (more.length > 0) {
      assertRefused(
          learn(table("price", r -> r % 2 == 0 ? "1e-300" : "-1e-300"), "price", more),
          1,
          "0.0 in column 'price'");
      assertRefused(
          learn(table("price", r -> 7.5), "price", more), 1, "label 7.5 in column 'price'");
    }
  }

  /** Days, or names of people: nothing is to be learned of a class that has but one row. */
  @Test
  void labelsOfWhichEachRowHasItsOwn() throws IOException {
    assertRefused(
        learn(table("day", r -> "2024-01-01T00:%02d:00".formatted(r)), "day"),
        1,
        "column 'day' has 60 different labels in 60 rows",
        "too many to be classes");
  }

  /** Whether there are classes to be weighted, the labels tell. */
  @Test
  void classWeightsWaitForTheLabels() throws IOException {
    Path data = table("sold", BadTablesTest::yesOrNo);
    assertRefused(
        learn(data, "sold", "--set", "data.classWeights=[1, 2, 3]"),
        2,
        "3 class weights for 2 classes");
    assertRefused(
        learn(table("price", r -> r + 0.5), "price", "--set", "data.classWeights=balanced"),
        2,
        "class weights need a network that answers one class");
    Result result = learn(table("sold", BadTablesTest::yesOrNo), "sold", WEIGHTED);
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  private static final Object[] WEIGHTED = {"--set", "data.classWeights=balanced"};

  @Test
  void anOnlyRow() throws IOException {
    Path data = Files.writeString(directory.resolve("one.csv"), "a,b\n1,yes\n");
    assertRefused(learn(data, "b"), 1, "the only row has the label 'yes'");
  }
}
