package org.summand.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {
  @TempDir private Path folder;

  private static Run run(String date) {
    Facts facts = new Facts("Fast 1.0", "float32", "two threads | one socket", "Adam");
    Series limit = Series.of("", "the limit", 2, new double[] {1, 1}, 4e9);
    Series step = Series.of("", "Summand", 2, new double[] {0.4, 0.4}, 0.8e9);
    return new Run(
        date,
        "a machine",
        1,
        List.of(
            Run.Result.of(
                Workload.W2, SystemName.SUMMAND, new Answer(facts, List.of(limit, step), "")),
            Run.Result.of(Workload.W2, SystemName.DL4J, Answer.failed("no such library"))));
  }

  private void page(String text) throws IOException {
    Files.writeString(folder.resolve("benchmarks.md"), text);
  }

  @Test
  void runsAddUpAndTheProseAroundThemStays() throws IOException {
    page("# Before\n\n" + Records.BEGIN + "\nold\n" + Records.END + "\n\nAfter.\n");

    new Records(folder).add(run("2026-01-01 10:00"));
    new Records(folder).add(run("2026-01-02 10:00"));

    String page = Files.readString(folder.resolve("benchmarks.md"));
    assertThat(page).startsWith("# Before\n").endsWith("\nAfter.\n").doesNotContain("old");
    assertThat(page).contains("| 2026-01-01 10:00 | W2 |").contains("| 2026-01-02 10:00 | W2 |");
    Run[] kept =
        Json.MAPPER.readValue(Files.readString(folder.resolve("benchmarks.json")), Run[].class);
    assertThat(kept).extracting(Run::date).containsExactly("2026-01-01 10:00", "2026-01-02 10:00");
    assertThat(Tables.of(List.of(kept)))
        .isEqualTo(Tables.of(List.of(run("2026-01-01 10:00"), run("2026-01-02 10:00"))));
  }

  @Test
  void aTimeWithoutEndIsKept() throws IOException {
    page(Records.BEGIN + "\n" + Records.END + "\n");
    Series far = new Series("", "far", 1, new double[] {1}, 0, new double[] {0.5}, "");
    Answer answer = new Answer(new Facts("", "", "", ""), List.of(far), "");
    List<Run.Result> results = List.of(Run.Result.of(Workload.W1, SystemName.SUMMAND, answer));

    new Records(folder).add(new Run("first", "", 1, results));
    new Records(folder).add(new Run("second", "", 1, results));

    assertThat(Files.readString(folder.resolve("benchmarks.md")))
        .contains("| first | W1 | far | never |")
        .contains("| second | W1 | far | never |");
  }

  @Test
  void speedIsAShareOfTheFastestByOperationsWhereTheyAreCounted() {
    assertThat(Tables.of(List.of(run("today"))))
        .contains(
            "| today | W2 | Summand | 400 ms | 400 ms to 400 ms | 400 ms to 400 ms | 2 + 2 | 2.0 |"
                + " – | 0.50 |  |");
  }

  @Test
  void whatCannotRunHasItsReasonInTheTable() {
    assertThat(Tables.of(List.of(run("today"))))
        .contains("| today | W2 | Deeplearning4j |")
        .contains("| cannot run here: no such library |")
        .contains("two threads \\| one socket");
  }

  @Test
  void whatDidNotGetThereHasNoSpeed() {
    Facts facts = new Facts("", "", "", "");
    Series far = new Series("", "far", 1, new double[] {1}, 0, new double[] {0.5}, "not reached");
    Series near = new Series("", "near", 1, new double[] {2}, 0, new double[] {0.94}, "9 epochs");
    Answer answer = new Answer(facts, List.of(far, near), "");
    Run run = new Run("", "", 1, List.of(Run.Result.of(Workload.W1, SystemName.SUMMAND, answer)));

    assertThat(Tables.of(List.of(run)))
        .contains("| far | never | never to never | never to never |")
        .contains("| 50.00 % | – | not reached |")
        .contains("| 94.00 % | 1.00 | 9 epochs |");
  }

  @Test
  void nothingIsWrittenOverAPageWithoutAPlaceForIt() throws IOException {
    page("# Prose\n");

    assertThatThrownBy(() -> new Records(folder).add(run("today")))
        .hasMessageContaining(Records.BEGIN);
    assertThat(folder.resolve("benchmarks.json")).doesNotExist();
  }
}
