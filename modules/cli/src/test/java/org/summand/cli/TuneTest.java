package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.summand.cli.Cli.Result;
import org.summand.model.NetworkModel;

/** {@code summand tune}: tries, their table, and the model in the end. */
class TuneTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int ROWS = 240;

  /** Seven tries in one go, which several tests look at. */
  private static Result once;

  @TempDir private static Path ofOnce;
  @TempDir private Path directory;
  private Path flowers;

  @BeforeAll
  static void tuneOnce() throws IOException {
    Path flowers = Flowers.csvOfNames(ofOnce.resolve("flowers.csv"), ROWS);
    once = tune(flowers, ofOnce.resolve("model"), "--tries", "7", "--json");
  }

  @BeforeEach
  void write() throws IOException {
    flowers = Flowers.csvOfNames(directory.resolve("flowers.csv"), ROWS);
  }

  private Result tune(String out, Object... more) {
    return tune(flowers, directory.resolve(out), more);
  }

  private static Result tune(Path data, Path out, Object... more) {
    List<Object> args =
        new ArrayList<>(List.of("tune", "--data", data, "--label", "kind", "--out", out));
    args.addAll(List.of("--set", "train.epochs=2", "--set", "train.batchSize=64"));
    args.addAll(Arrays.asList(more));
    return Cli.run(args.toArray());
  }

  private static byte[] weights(Path model) throws IOException {
    return Files.readAllBytes(model.resolve("weights.safetensors"));
  }

  private static Path table(Path model) {
    return model.resolveSibling(model.getFileName() + "-tries").resolve("tries.json");
  }

  private static ArrayNode tries(Path model) throws IOException {
    return (ArrayNode) JSON.readTree(table(model).toFile()).get("tries");
  }

  private ArrayNode tries(String out) throws IOException {
    return tries(directory.resolve(out));
  }

  private static void assertRefused(Result result, String... words) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains(words).doesNotContain("at org.summand");
  }

  @Test
  void theBestOfTheTriesIsTrainedAsABag() throws IOException {
    assertThat(once.exitCode()).as(once.err()).isZero();
    assertThat(once.err())
        .contains("try 1 ", "fold 1  numbers in bins", "try 2 ", "numbers as they are", "try 7 ")
        .contains("7 tries in ", ", a bag of 10")
        .doesNotContain("try 8");
    JsonNode json = once.json();
    assertThat(json.get("command").asText()).isEqualTo("tune");
    assertThat(json.get("tuning").get("tries").asInt()).isEqualTo(7);
    JsonNode first = json.get("tuning").get("standings").get(0);
    assertThat(first.get("what")).isEqualTo(json.get("tuning").get("best"));
    NetworkModel model = NetworkModel.load(ofOnce.resolve("model"));
    assertThat(model.network().bag()).isEqualTo(10);
    assertThat(model.metadata().configuration())
        .containsEntry("train.folds", "10")
        .containsEntry("train.epochs", "2")
        .containsEntry("train.batchSize", "64");
    ArrayNode tries = tries(ofOnce.resolve("model"));
    assertThat(tries).hasSize(7);
    double best = Double.POSITIVE_INFINITY;
    for (JsonNode each : tries) {
      assertThat(each.get("settings").get("network").asText()).doesNotContain("bag");
      assertThat(each.get("settings").get("epochs").asText()).as("what is said").isEqualTo("2");
      assertThat(each.get("settings").get("folds").asText())
          .isEqualTo(each.get("fold").asInt() == 0 ? "5" : "5 from " + each.get("fold").asInt());
      assertThat(each.get("seconds").asDouble()).isPositive();
      if (each.get("fold").asInt() == 0) {
        best = Math.min(best, each.get("loss").asDouble());
      }
    }
    assertThat(best).isLessThanOrEqualTo(tries.get(0).get("loss").asDouble());
  }

  /** Interrupted after three tries, and gone on with, to the same bits as in one go. */
  @Test
  void whatIsGoneOnWithIsWhatOneGoWouldBe() throws IOException {
    assertThat(tune("twice", "--tries", "3").exitCode()).isZero();
    Path model = directory.resolve("twice");
    byte[] three = Files.readAllBytes(table(model));
    Result more = tune("twice", "--tries", "7", "--resume", "--overwrite");
    assertThat(more.exitCode()).as(more.err()).isZero();
    assertThat(more.err())
        .contains("going on after 3 tries", "try 4 ", "try 7 ")
        .doesNotContain("try 3 ");
    assertThat(weights(model)).isEqualTo(weights(ofOnce.resolve("model")));
    ArrayNode expected = tries(ofOnce.resolve("model"));
    ArrayNode twice = tries(model);
    for (int i = 0; i < expected.size(); i++) {
      for (JsonNode each : List.of(expected.get(i), twice.get(i))) {
        ((ObjectNode) each).remove("seconds");
      }
      assertThat(twice.get(i)).isEqualTo(expected.get(i));
    }
    Files.write(table(model), three);
    Result all = tune("twice", "--tries", "3", "--resume", "--overwrite");
    assertThat(all.err()).as("nothing left to try").contains("3 tries in ").doesNotContain("try 4");
  }

  @Test
  void earlierTriesAreNeitherMixedNorOverwritten() throws IOException {
    assertThat(tune("model", "--tries", "2").exitCode()).isZero();
    assertRefused(tune("model", "--tries", "2"), "model exists", "--overwrite");
    Path moved = directory.resolve("moved");
    Files.move(directory.resolve("model"), moved);
    assertRefused(
        tune("model", "--tries", "2"),
        "model-tries holds the tries of an earlier run",
        "--resume",
        "--overwrite");
    assertRefused(
        tune("model", "--tries", "3", "--resume", "--set", "train.seed=5"),
        "are of another run: the table and what is said of training are not the same");
    assertRefused(
        tune("model", "--tries", "3", "--resume", "--set", "train.schedule.rate=0.5"),
        "are of another run: what is said of training is not the same");
    Flowers.csvOfNames(flowers, ROWS + 1);
    assertRefused(tune("model", "--tries", "3", "--resume"), "are of another run: the table and");
    assertThat(tries("model")).as("untouched").hasSize(2);
    Files.writeString(
        table(directory.resolve("model")), "{\"run\": {}, \"tries\": [{\"what\": 1}]}");
    assertRefused(tune("model", "--tries", "3", "--resume"), "no table of tries that can be read");
    Result anew = tune("model", "--tries", "2", "--overwrite");
    assertThat(anew.exitCode()).as(anew.err()).isZero();
    assertThat(tries("model")).hasSize(2);
  }

  @Test
  void aNetworkThatIsSaidIsKept() throws IOException {
    Result tuned = tune("model", "--tries", "4", "--set", "network=8 relu");
    assertThat(tuned.exitCode()).as(tuned.err()).isZero();
    assertThat(tuned.err()).contains("try 1 ", "fold 1  the network", "rate 0.00");
    NetworkModel model = NetworkModel.load(directory.resolve("model"));
    assertThat(model.network()).hasToString("4 -> 8 relu -> 3 softmax");
    assertThat(tries("model"))
        .allSatisfy(
            each ->
                assertThat(each.get("settings").get("network").asText())
                    .isEqualTo("4 -> 8 relu -> 3 softmax"));
    assertThat(tries("model").get(1).get("settings").get("seed"))
        .as("the rows to judge by are always the same, the seeds are not")
        .isNotEqualTo(tries("model").get(0).get("settings").get("seed"));
  }

  @Test
  void whereAllIsSaidThereIsNothingToSearch() {
    assertRefused(
        tune("model", "--set", "network=8 relu", "--set", "train.schedule.rate=0.01"),
        "all settings are said, so there is none to search");
  }

  @ParameterizedTest
  @CsvSource({
    "--minutes, 0, '--minutes is a number greater than 0, not ''0'''",
    "--minutes, -3, '--minutes is a number greater than 0, not ''-3'''",
    "--minutes, ten, '--minutes is a number greater than 0, not ''ten'''",
    "--minutes, NaN, '--minutes is a number greater than 0'",
    "--tries, 0, '--tries is a whole number of at least 1, not ''0'''",
    "--tries, 1.5, '--tries is a whole number of at least 1, not ''1.5'''"
  })
  void whatIsNoTimeIsRefused(String option, String value, String words) {
    assertRefused(tune("model", option + "=" + value), words);
    assertThat(directory.resolve("model-tries")).doesNotExist();
  }

  @Test
  void contradictionsAreRefused() {
    assertRefused(tune("model", "--minutes", "1", "--tries", "3"), "pass one of them");
    assertRefused(
        tune("model", "--set", "checkpoint.path=" + directory.resolve("c")),
        "leave checkpoint.path out");
    Result noLabel =
        Cli.run(
            "tune", "--data", flowers, "--label", "colour", "--out", directory.resolve("model"));
    assertThat(noLabel.exitCode()).isEqualTo(2);
    assertThat(noLabel.err()).contains("colour");
  }

  @Test
  void whatIsNoTableOfTriesIsLeftAlone() throws IOException {
    Path other = Files.createDirectory(directory.resolve("model-tries")).resolve("letter.txt");
    Files.writeString(other, "dear");
    for (String option : List.of("--overwrite", "--resume")) {
      assertRefused(tune("model", "--tries", "2", option), "model-tries", "not be overwritten");
    }
    assertThat(other).hasContent("dear");
  }

  @Test
  void tooFewRowsToHoldAnyOutAreRefused() throws IOException {
    Flowers.csvOfNames(flowers, 12);
    Result few = tune("model", "--tries", "2");
    assertThat(few.exitCode()).as(few.err()).isEqualTo(1);
    assertThat(few.err()).contains("settings are judged by rows that are held out, but of 12 rows");
  }

  /** The time is not enough for more than what is tried untuned, which is tried and trained. */
  @Test
  void aMomentIsEnoughForWhatIsTrainedUntuned() throws IOException {
    Result tuned = tune("model", "--minutes", "0.001", "--json");
    assertThat(tuned.exitCode()).as(tuned.err()).isZero();
    assertThat(tries("model")).hasSize(2);
    assertThat(NetworkModel.load(directory.resolve("model")).network().bag()).isEqualTo(5);
    assertThat(tuned.err()).contains("longer than the minutes leave");
  }
}
