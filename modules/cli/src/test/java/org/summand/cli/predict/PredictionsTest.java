package org.summand.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.cli.BadInput;
import org.summand.cli.Cli;
import org.summand.cli.Cli.Result;
import org.summand.cli.Flowers;

/**
 * Where predictions go: nothing of anybody's is lost, and they come as the user's tools read them.
 */
class PredictionsTest {
  private static final int ROWS = 40;

  @TempDir private static Path shared;
  @TempDir private Path directory;

  private static Path model() {
    return shared.resolve("model");
  }

  private static Path data() {
    return shared.resolve("flowers.csv");
  }

  @BeforeAll
  static void train() throws IOException {
    Flowers.csv(data(), ROWS);
    Result result = BadInput.trainTo(model(), data());
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  private static Result predict(Path data, Object... more) {
    List<Object> args = new ArrayList<>(List.of("predict", "--model", model(), "--data", data));
    args.addAll(List.of(more));
    return Cli.run(args.toArray());
  }

  private static void assertRefused(Result result, String... words) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains(words).doesNotContain("reading", "Exception");
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    }
  }

  @Test
  void aDataSetThatSummandDidNotWriteIsNeverReplaced() throws IOException {
    Path theirs = Flowers.written(directory.resolve("theirs"), "parquet", 10);
    List<Path> before = list(theirs);
    assertRefused(
        predict(data(), "--out", theirs, "--overwrite"), "does not look like earlier predictions");
    assertRefused(predict(theirs, "--out", theirs, "--overwrite"), "earlier predictions");
    assertThat(list(theirs)).isEqualTo(before);
  }

  @Test
  void predictionsDoNotTakeThePlaceOfTheirData() throws IOException {
    Path predictions = directory.resolve("predictions");
    assertThat(predict(data(), "--out", predictions, "--format", "json").exitCode()).isZero();
    assertRefused(
        predict(predictions, "--out", predictions, "--overwrite", "--set", "data.format=json"),
        "is where the data are read from");
    Path file = Files.copy(data(), directory.resolve("own.csv"));
    assertRefused(
        predict(file, "--out", file, "--overwrite"), "does not look like earlier predictions");
    assertThat(file).hasSameBinaryContentAs(data());
  }

  @Test
  void onlyPredictionsAreReplacedByPredictions() throws IOException {
    Path predictions = directory.resolve("predictions");
    predict(data(), "--out", predictions);
    Result again = predict(data(), "--out", predictions, "--overwrite", "--format", "parquet");
    assertThat(again.exitCode()).as(again.err()).isZero();
    Path notes = Files.writeString(predictions.resolve("notes.txt"), "keep me");
    assertRefused(predict(data(), "--out", predictions, "--overwrite"), "earlier predictions");
    assertThat(notes).hasContent("keep me");
  }

  @ParameterizedTest
  @ValueSource(strings = {"predictions.csv", "predictions.json", "predictions.JSONL"})
  void aNameOfAFileGivesOneFileBesideNothing(String name) throws IOException {
    Path file = directory.resolve(name);
    Path many = Flowers.written(directory.resolve("many"), "parquet", ROWS);
    for (String overwrite : new String[] {"--quiet", "--overwrite"}) {
      Result result = predict(many, "--out", file, overwrite);
      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(list(directory)).containsExactlyInAnyOrder(file, many);
    }
    assertThat(Files.readAllLines(file)).hasSize(name.endsWith("csv") ? ROWS + 1 : ROWS);
    assertThat(Files.readAllLines(file).get(0)).contains("label", "probability_2");
    Files.writeString(file, "my,own,numbers\n1,2,3\n");
    assertRefused(predict(many, "--out", file, "--overwrite"), "earlier predictions");
    assertRefused(predict(many, "--out", file), "exists already");
    assertThat(file).hasContent("my,own,numbers\n1,2,3\n");
  }

  @Test
  void numbersAreNumbersInJsonAndWhatOnlyLooksLikeOneIsNot() throws IOException {
    Path odd =
        Files.writeString(
            directory.resolve("odd.csv"),
            "id,zip,a,b,c,d,share,word\n1,007,40,200,90,30,0.50,x\n2,123,41,201,91,31,1e-3,\n");
    Path file = directory.resolve("predictions.jsonl");
    Result result = predict(odd, "--out", file, "--set", "data.features=[a,b,c,d]");
    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode first = new JsonMapper().readTree(Files.readAllLines(file).get(0));
    assertThat(first.get("id").isIntegralNumber()).isTrue();
    assertThat(first.get("a").intValue()).isEqualTo(40);
    assertThat(first.get("share").doubleValue()).isEqualTo(0.5);
    assertThat(first.get("zip").textValue()).isEqualTo("007");
    assertThat(first.get("prediction").isIntegralNumber()).isTrue();
    assertThat(first.get("probability_0").isNumber()).isTrue();
    assertThat(new JsonMapper().readTree(Files.readAllLines(file).get(1)).has("word")).isTrue();
  }

  @Test
  void jsonIsPrintedAsJson() throws IOException {
    Result result = predict(data(), "--format", "json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    List<String> lines = result.out().lines().toList();
    assertThat(lines).hasSize(ROWS);
    assertThat(new JsonMapper().readTree(lines.get(0)).get("probability_1").isNumber()).isTrue();
    assertRefused(predict(data(), "--format", "parquet"), "--out DIR");
    assertRefused(
        predict(data(), "--format", "parquet", "--out", directory.resolve("x.csv")),
        "one file of csv");
  }

  /** Runs a command and counts Spark's jobs. */
  private static int jobs(Supplier<Result> command) throws Exception {
    AtomicInteger jobs = new AtomicInteger();
    SparkListener counter =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart start) {
            jobs.incrementAndGet();
          }
        };
    Cli.spark().sparkContext().addSparkListener(counter);
    try {
      Result result = command.get();
      assertThat(result.exitCode()).as(result.err()).isZero();
      Cli.spark().sparkContext().listenerBus().waitUntilEmpty();
    } finally {
      Cli.spark().sparkContext().removeSparkListener(counter);
    }
    return jobs.get();
  }

  @Test
  void aSmallFileIsPredictedWithoutSparkInTheSameWords() throws Exception {
    Path odd =
        Files.writeString(
            directory.resolve("odd file.csv"),
            "\uFEFFid,\"d\", c ,b,a,\n\n\"1,\"\"x\"\"\",30,90, 200 ,40,\r\n2,31,91,201,\"41\",z\n");
    Path predictions = directory.resolve("predictions.csv");
    Result[] printed = new Result[1];
    assertThat(jobs(() -> printed[0] = predict(odd))).isZero();
    assertThat(jobs(() -> predict(odd, "--out", predictions))).isPositive();
    List<String> lines = Files.readAllLines(predictions);
    List<String> expected = new ArrayList<>();
    for (String line : lines) {
      String[] cells = line.split(",");
      expected.add(String.join(",", Arrays.asList(cells).subList(cells.length - 4, cells.length)));
    }
    assertThat(printed[0].out().lines()).isEqualTo(expected).hasSize(3);
    assertThat(printed[0].err()).contains("column number 6");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b,c,d\n1,2,3\n",
        "a,b,c,d\n1,2,3,x\n",
        "a,b,c\n1,2,3\n",
        "a,b,c,d\n1,2,1e99,4\n"
      })
  void whatIsWrongWithASmallFileSparkSays(String text) throws IOException {
    Path bad = Files.writeString(directory.resolve("bad.csv"), text);
    Result result = predict(bad);
    assertThat(result.exitCode()).isNotZero();
    assertThat(result.err()).contains("bad.csv").doesNotContain("Exception");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void placesThatCannotBeWrittenAreRefusedUnread() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "keep me");
    assertRefused(predict(data(), "--out", file.resolve("below")), "is a file");
    assertRefused(predict(data(), "--out", "s3a://bucket/predictions"), "the library for s3a:");
    assertRefused(predict(data(), "--out", "/", "--overwrite"), "earlier predictions");
  }
}
