package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.cli.Cli.Result;
import org.summand.compute.CounterRandom;
import org.summand.model.NetworkModel;

/** A user's own table, with words, gaps, dates and numbers of any size, from file to prediction. */
class TablesTest {
  private static final int ROWS = 800;
  private static final String HEADER = "price,town,\"a, b\",day,street,note,sold";
  private static final String[] TOWNS = {"Aix", "Bonn", "\"Cork, \"\"old\"\"\"", ""};

  @TempDir private static Path directory;

  private static Path data;
  private static Path model;
  private static Path inBins;
  private static Result trained;

  private static double uniform(int r, int c) {
    return CounterRandom.uniform(11, 8 * r + c);
  }

  /** Sold is what is cheap for its town. */
  private static String row(int r) {
    int town = (int) (uniform(r, 0) * TOWNS.length);
    double price = Math.exp(12 + 2 * uniform(r, 1)) * (1 + town);
    boolean isSold = price < 400_000 * (1 + town);
    return String.join(
        ",",
        uniform(r, 2) < 0.1 ? "n/a" : String.format(Locale.ROOT, "%.2f", price),
        TOWNS[town],
        String.format(Locale.ROOT, "%.3f", uniform(r, 3) - 0.5),
        String.format(Locale.ROOT, "2022-%02d-%02d", 1 + r % 12, 1 + r % 28),
        "street " + (int) (uniform(r, 4) * 30),
        "note of row " + r,
        isSold ? "yes" : "no");
  }

  @BeforeAll
  static void train() throws IOException {
    StringBuilder text = new StringBuilder("\uFEFF").append(HEADER).append("\r\n");
    for (int r = 0; r < ROWS; r++) {
      text.append(row(r)).append("\r\n");
    }
    data = directory.resolve("houses.csv");
    Files.writeString(data, text);
    model = directory.resolve("model");
    trained =
        Cli.run(
            "train",
            "--data",
            data,
            "--label",
            "sold",
            "--out",
            model,
            "--set",
            "train.shards=2",
            "--set",
            "train.epochs=10");
    inBins = directory.resolve("in-bins");
    Result second =
        Cli.run(
            "train",
            "--data",
            data,
            "--label",
            "sold",
            "--out",
            inBins,
            "--set",
            "data.bins=8",
            "--set",
            "network=ensemble 3 -> 16 silu");
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.err())
        .contains(
            "2 numbers: price, a, b; missing in some rows: price",
            "3 numbers in bins, days among them",
            "-> embed 31x8 -> bins 3x8 by 8 -> ensemble 3 -> 16 silu -> 2 softmax");
  }

  @Test
  void aModelIsLearnedAndSaysWhatBecameOfEachColumn() throws IOException {
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(trained.err())
        .contains(
            "label 'sold': 2 classes (no, yes)",
            "2 numbers: price, a, b; missing in some rows: price",
            "1 date: day",
            "1 category with an input a word: town (3)",
            "1 embedded category: street (30)",
            "left out: 'note' (nearly every row has a value of its own)");
    Result described = Cli.run("describe", "--model", model);
    assertThat(described.out())
        .contains("1 category with an input a word: town (3)", "left out: 'note'");
    Result evaluated = Cli.run("evaluate", "--model", model, "--data", data, "--json");
    assertThat(evaluated.json().get("accuracy").asDouble()).as(evaluated.err()).isGreaterThan(0.8);
  }

  /** Words that training did not see, and gaps, are answered as the same row is without Spark. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void newRowsAreAnsweredTheSameEverywhere(boolean hasBins) throws IOException {
    Path model = hasBins ? inBins : TablesTest.model;
    Path fresh = directory.resolve("fresh.csv");
    Files.writeString(
        fresh,
        String.join(
            "\n",
            "street,day,town,price,\"a, b\"",
            "street 7,2023-02-28,Bonn,300000,0.25",
            "street 99,,Atlantis,?,",
            ",2022-01-01,,1e9,-0.5\n"));
    NetworkModel alone = NetworkModel.load(model);
    Result local = Cli.run("predict", "--model", model, "--data", fresh, "--json");
    Path csv = directory.resolve("answers" + hasBins + ".csv");
    Result onSpark = Cli.run("predict", "--model", model, "--data", fresh, "--out", csv);
    assertThat(local.exitCode()).as(local.err()).isZero();
    assertThat(onSpark.exitCode()).as(onSpark.err()).isZero();
    List<String> lines = Files.readAllLines(csv);
    JsonNode predictions = local.json().get("predictions");
    for (int r = 0; r < 3; r++) {
      float[] expected = alone.predict(ROWS_TO_ANSWER.get(r));
      JsonNode prediction = predictions.get(r);
      String[] cells = lines.get(r + 1).split(",");
      for (double yes :
          new double[] {
            prediction.get("probability_yes").asDouble(),
            1 - prediction.get("probability_no").asDouble(),
            Double.parseDouble(cells[cells.length - 1])
          }) {
        // Alone, a row is computed without a BLAS, which rounds otherwise.
        assertThat(yes).isCloseTo(expected[1], within(1e-6));
      }
    }
  }

  private static final List<Map<String, Object>> ROWS_TO_ANSWER =
      List.of(
          cells("street 7", "2023-02-28", "Bonn", 300_000, 0.25),
          cells("street 99", null, "Atlantis", "?", null),
          cells("", "2022-01-01", null, 1e9, "-0.5"));

  private static Map<String, Object> cells(
      Object street, Object day, Object town, Object price, Object other) {
    Map<String, Object> cells = new HashMap<>();
    cells.put("street", street);
    cells.put("day", day);
    cells.put("town", town);
    cells.put("price", price);
    cells.put("a, b", other);
    return cells;
  }

  private static void assertRefused(Result result, String... words) {
    assertThat(result.exitCode()).isNotZero();
    assertThat(result.err()).contains(words).doesNotContain("this should not have happened");
  }

  @Test
  void tablesThatDoNotFitAModelAreRefusedByTheColumn() throws IOException {
    Path lacking = directory.resolve("lacking.csv");
    Files.writeString(lacking, "street,day,price,\"a, b\"\nstreet 7,2023-02-28,300000,0.25\n");
    assertRefused(
        Cli.run("predict", "--model", model, "--data", lacking), "there is no column 'town'");
    Path wrong = directory.resolve("wrong.csv");
    Files.writeString(wrong, "street,day,town,price,\"a, b\"\nstreet 7,soon,Bonn,300000,0.25\n");
    assertRefused(
        Cli.run("predict", "--model", model, "--data", wrong), "'soon' in column 'day'", "line 2");
    Files.writeString(
        wrong, "street,day,town,price,\"a, b\"\nstreet 7,2023-02-28,Bonn,dear,0.25\n");
    assertRefused(
        Cli.run("predict", "--model", model, "--data", wrong),
        "'dear' in column 'price' is not a number",
        "line 2");
  }

  /** A line that is too short is no word of its first column, wherever the label stands. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"town,size,sold|Aix,%d,%s|Bonn", "sold,town,size|%2$s,Aix,%1$d|yes"})
  void brokenLinesAreNoWords(String header, String line, String last) throws IOException {
    Path broken = directory.resolve("broken.csv");
    StringBuilder text = new StringBuilder(header).append('\n');
    for (int r = 0; r < 60; r++) {
      text.append(line.formatted(r, r % 2 == 0 ? "yes" : "no")).append('\n');
    }
    Files.writeString(broken, text + last + "\n");
    assertRefused(
        Cli.run(
            "train",
            "--data",
            broken,
            "--label",
            "sold",
            "--out",
            directory.resolve("no-model"),
            "--set",
            "data.validationFraction=0"),
        "'" + last + "' does not have 3 cells",
        "line 62");
  }

  /** Who trains on the text of a network in full says no bins: they are made of the columns. */
  @Test
  void binsAreMadeOfTheColumns() {
    Object[] train = {"train", "--data", data, "--label", "sold", "--out"};
    for (String setting : List.of("network=4 -> bins 2x3 by 8 -> 2 softmax", "data.bins=6")) {
      List<Object> args = new ArrayList<>(Arrays.asList(train));
      args.addAll(List.of(directory.resolve("no-bins"), "--set", setting));
      assertRefused(
          Cli.run(args.toArray()), setting.startsWith("n") ? "made of a table's" : "multiple of 4");
    }
  }

  /** Learns the column y, with these settings. */
  private static Result train(Path data, String model, String... settings) {
    List<Object> arguments =
        new ArrayList<>(
            List.of("train", "--data", data, "--label", "y", "--out", directory.resolve(model)));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    return Cli.run(arguments.toArray());
  }

  /** A weight is read as any other number is. */
  @Test
  void weightsHaveDecimalCommasToo() throws IOException {
    Path commas = directory.resolve("weights.csv");
    StringBuilder text = new StringBuilder("x;w;y\n");
    for (int r = 0; r < 60; r++) {
      text.append(r).append(",5;0,25;").append(r).append('\n');
    }
    Files.writeString(commas, text);
    Result result =
        train(
            commas,
            "weighted",
            "network=4 relu",
            "train.epochs=1",
            "data.decimal=,",
            "data.weight=w");
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  /** A column that is left out for its commas says what to do about them. */
  @Test
  void commasThatNobodyMentionedAreToldOf() throws IOException {
    Path commas = directory.resolve("unsaid.csv");
    StringBuilder text = new StringBuilder("x;z;y\n");
    for (int r = 0; r < 60; r++) {
      text.append(r).append(",5;").append(r).append(';').append(r % 2).append('\n');
    }
    Files.writeString(commas, text);
    Result result = train(commas, "unsaid", "network=4 relu", "train.epochs=1");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("left out: 'x'", "data.decimal");
  }

  @Test
  void decimalCommasAreReadWhereTheyAreSaid() throws IOException {
    Path commas = directory.resolve("commas.csv");
    StringBuilder text = new StringBuilder("x;y\n");
    for (int r = 0; r < 200; r++) {
      String x = String.format(Locale.GERMAN, "%.3f", uniform(r, 5));
      text.append(x).append(';').append(x).append('\n');
    }
    Files.writeString(commas, text);
    Result result =
        train(
            commas,
            "comma-model",
            "data.decimal=,",
            "network=1 -> 1 linear",
            "train.epochs=40",
            "train.batchSize=16",
            "train.schedule.rate=0.05");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("label 'y': a number", "1 number: x");
    Result evaluated =
        Cli.run(
            "evaluate", "--model", directory.resolve("comma-model"), "--data", commas, "--json");
    assertThat(evaluated.json().get("r2").asDouble()).as(evaluated.err()).isGreaterThan(0.9);
  }
}
