package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.summand.cli.Cli.Result;
import org.summand.model.NetworkModel;
import org.summand.spark.ml.MlpClassifier;
import org.summand.spark.ml.MlpRegressor;

/**
 * Six open tables as people have them, from file to answers by every way there is. They lie beside
 * the project's folder; where they do not, the tests are skipped and say so.
 */
@Tag("slow")
class OpenTablesTest {
  private static final Path TABLES =
      Path.of("../..").toAbsolutePath().normalize().resolveSibling("shared/data/tables");

  /** Rows that are learned from: what is compared does not hang on how much was learned. */
  private static final int LEARNED = 8000;

  /** Rows whose answers are compared. */
  private static final int COMPARED = 500;

  @TempDir private Path directory;

  /** The rows of a table to learn from, or the others. */
  private Path part(String table, boolean isTest) throws IOException {
    Path gz = TABLES.resolve(table + ".csv.gz");
    assumeThat(gz).as("an open table beside the project").exists();
    List<String> kept = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(gz)), StandardCharsets.UTF_8))) {
      kept.add(lines.readLine());
      long row = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // The split that the tables' README lays down: a fifth is to test with.
        boolean isTestRow = (row++ * 2654435761L & 0xFFFFFFFFL) < 858993459L;
        if (isTestRow == isTest && kept.size() <= (isTest ? COMPARED : LEARNED)) {
          kept.add(line);
        }
      }
    }
    return Files.write(directory.resolve(isTest ? "test.csv" : "train.csv"), kept);
  }

  @ParameterizedTest
  @CsvSource({
    "california_housing, median_house_value, false",
    "adult, income_status, true",
    "bank_marketing, Class, true",
    "house_16h, y, false",
    "spambase, 58, true",
    "puma_32h, y, false"
  })
  void aTableHasTheSameAnswersByEveryWay(String table, String label, boolean hasClasses)
      throws IOException {
    Path train = part(table, false);
    Path test = part(table, true);
    Path model = directory.resolve("model");
    Result trained =
        Cli.run(
            "train",
            "--data",
            train,
            "--label",
            label,
            "--out",
            model,
            "--set",
            "train.epochs=2",
            "--set",
            "train.shards=2",
            "--set",
            "data.validationFraction=0");
    assertThat(trained.exitCode()).as(trained.err()).isZero();

    double[] alone = alone(model, test);
    assertClose("the command, without Spark", local(model, test), alone);
    assertClose("the command, on Spark", onSpark(model, test), alone);
    assertClose("the estimator", estimator(train, test, label, hasClasses), alone);
  }

  /** The last class's probability, or the number, of each row, one by one. */
  private static double[] alone(Path model, Path test) throws IOException {
    NetworkModel scorer = NetworkModel.load(model);
    List<String> lines = Files.readAllLines(test);
    String[] names = lines.get(0).split(",");
    double[] answers = new double[lines.size() - 1];
    for (int r = 0; r < answers.length; r++) {
      String[] cells = lines.get(r + 1).split(",", -1);
      Map<String, Object> row = new HashMap<>();
      for (int c = 0; c < names.length; c++) {
        row.put(unquoted(names[c]), unquoted(cells[c]));
      }
      float[] answer = scorer.predict(row);
      answers[r] = answer[answer.length - 1];
    }
    return answers;
  }

  private static String unquoted(String cell) {
    return cell.startsWith("\"") ? cell.substring(1, cell.length() - 1) : cell;
  }

  private static double[] local(Path model, Path test) throws IOException {
    Result predicted = Cli.run("predict", "--model", model, "--data", test, "--json");
    assertThat(predicted.exitCode()).as(predicted.err()).isZero();
    List<Double> answers = new ArrayList<>();
    for (JsonNode row : predicted.json().get("predictions")) {
      List<JsonNode> numbers = new ArrayList<>();
      row.elements().forEachRemaining(numbers::add);
      answers.add(numbers.get(numbers.size() - 1).asDouble());
    }
    return doubles(answers);
  }

  private double[] onSpark(Path model, Path test) throws IOException {
    Path parquet = directory.resolve("test.parquet");
    Path answers = directory.resolve("answers.csv");
    table(test).coalesce(1).write().parquet(parquet.toString());
    Result predicted = Cli.run("predict", "--model", model, "--data", parquet, "--out", answers);
    assertThat(predicted.exitCode()).as(predicted.err()).isZero();
    return Files.readAllLines(answers).stream()
        .skip(1)
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
        .toArray();
  }

  private static Dataset<Row> table(Path csv) {
    return Cli.spark()
        .read()
        .option("header", true)
        .option("inferSchema", true)
        .csv(csv.toString());
  }

  private static double[] estimator(Path train, Path test, String label, boolean hasClasses) {
    Dataset<Row> table = table(train);
    String[] inputs =
        Arrays.stream(table.columns()).filter(name -> !name.equals(label)).toArray(String[]::new);
    Dataset<Row> rows = table(test).coalesce(1);
    if (hasClasses) {
      return doubles(
          new MlpClassifier()
                  .setInputCols(inputs)
                  .setLabelCol(label)
                  .setEpochs(2)
                  .setNumShards(2)
                  .fit(table)
                  .transform(rows)
                  .select("probability")
                  .collectAsList()
                  .stream()
                  .map(row -> (Vector) row.get(0))
                  .map(p -> p.apply(p.size() - 1))
                  .toList());
    }
    return doubles(
        new MlpRegressor()
                .setInputCols(inputs)
                .setLabelCol(label)
                .setEpochs(2)
                .setNumShards(2)
                .fit(table)
                .transform(rows)
                .select("prediction")
                .collectAsList()
                .stream()
                .map(row -> row.getDouble(0))
                .toList());
  }

  private static double[] doubles(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Alone, a row is computed without a BLAS, which rounds otherwise: by a few units for each of
   * some hundred terms, measured by the largest answer, as numbers are learned around their mean.
   */
  private static void assertClose(String way, double[] actual, double[] expected) {
    assertThat(actual).as(way).hasSameSizeAs(expected);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    for (int r = 0; r < actual.length; r++) {
      assertThat(actual[r]).as("%s: row %d", way, r).isCloseTo(expected[r], within(1e-5 * largest));
    }
  }
}
