package org.summand.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {
  private static final SystemDescription FAST =
      new SystemDescription("Fast 1.0", "float32", "two threads | one socket", "Adam");

  @TempDir private Path folder;

  private static Run.Result measured(Workload workload, SystemName system) {
    Series limit = Series.of("", "the limit", 2, new double[] {1, 1}, 4e9);
    Series step = Series.of("", system.title(), 2, new double[] {0.4, 0.4}, 0.8e9);
    return Run.Result.of(workload, system, new Outcome(FAST, List.of(limit, step), ""));
  }

  /** One workload, at which one of two systems failed. */
  private static Run part(String date) {
    Run.Result failed =
        Run.Result.of(Workload.LARGE_STEP, SystemName.DL4J, Outcome.failed("no such library"));
    return new Run(
        date, "a machine", 1, List.of(measured(Workload.LARGE_STEP, SystemName.SUMMAND), failed));
  }

  /** Every system at every workload that asks anything of it. */
  private static Run complete(String date) {
    List<Run.Result> all = new ArrayList<>();
    for (Workload workload : Workload.values()) {
      for (SystemName system : SystemName.values()) {
        if (system.takesPartIn(workload)) {
          all.add(measured(workload, system));
        }
      }
    }
    return new Run(date, "a machine", 3, all);
  }

  private void page(String text) throws IOException {
    Files.writeString(folder.resolve("benchmarks.md"), text);
  }

  private String page() throws IOException {
    return Files.readString(folder.resolve("benchmarks.md"));
  }

  @Test
  void thePageShowsTheLatestCompleteRunAndTheOthersAreKept() throws IOException {
    page("# Before\n\n" + Records.BEGIN + "\nold\n" + RecordFolder.END + "\n\nAfter.\n");
    Records records = new Records(folder);

    records.add(complete("2026-01-01 10:00"));
    records.add(complete("2026-01-02 10:00"));
    records.add(part("2026-01-03 10:00"));

    assertThat(page()).startsWith("# Before\n").endsWith("\nAfter.\n").doesNotContain("old");
    assertThat(page())
        .contains("The run of 2026-01-02 10:00, with 3 JVMs a system at each workload")
        .doesNotContain("2026-01-01")
        .doesNotContain("2026-01-03");
    assertThat(records.runs())
        .extracting(Run::date)
        .containsExactly("2026-01-01 10:00", "2026-01-02 10:00", "2026-01-03 10:00");
    assertThat(Tables.of(records.runs().get(1))).isEqualTo(Tables.of(complete("2026-01-02 10:00")));
  }

  @Test
  void whileNoRunIsCompleteThePageShowsTheLatest() throws IOException {
    Records records = new Records(folder);

    records.add(part("2026-01-01 10:00"));
    records.add(part("2026-01-02 10:00"));

    assertThat(page()).contains("2026-01-02 10:00").doesNotContain("2026-01-01");
  }

  @Test
  void aRunWithAFailureIsNotComplete() {
    Run all = complete("today");
    List<Run.Result> results = new ArrayList<>(all.results());
    results.remove(results.size() - 1);
    Run oneMissing = new Run("today", "", 1, List.copyOf(results));
    results.add(Run.Result.of(Workload.TRANSFORM, SystemName.SUMMAND, Outcome.failed("no memory")));

    assertThat(all.isComplete()).isTrue();
    assertThat(oneMissing.isComplete()).isFalse();
    assertThat(new Run("today", "", 1, results).isComplete()).isFalse();
  }

  @Test
  void aFolderThatIsNotThereIsMade() throws IOException {
    Path deep = folder.resolve("not/there");
    Records records = new Records(deep);

    records.requireWritable();
    assertThat(deep).isEmptyDirectory();
    records.add(part("today"));

    assertThat(Files.readString(deep.resolve("benchmarks.md")))
        .startsWith("# Benchmarks\n\n" + Records.BEGIN)
        .endsWith(RecordFolder.END + "\n")
        .contains("The run of today, with one JVM a system at each workload, on: a machine.");
    assertThat(records.runs()).hasSize(1);
  }

  @Test
  void whatCannotBeWrittenIsRefusedBeforeAnythingIsMeasured() throws IOException {
    Path file = Files.writeString(folder.resolve("a-file"), "");
    refused(new Records(file), file + " is a file; --record needs a folder");
    Path below = file.resolve("below");
    refused(new Records(below), "the folder " + below + " cannot be made: ");
    // The JDK's own modules: a folder that nobody may write, root included.
    Path sealed = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
    refused(new Records(sealed), "cannot be written; --record needs a folder that can");
    // One that root's rights allow, and the system does not.
    refused(new Records(Path.of("/proc")), "/proc cannot be ");

    Files.createDirectory(folder.resolve("benchmarks.json"));
    refused(new Records(folder), "benchmarks.json is no file that can be written");
  }

  private static void refused(Records records, String sentence) {
    assertThatIOException().isThrownBy(records::requireWritable).withMessageContaining(sentence);
  }

  @Test
  void aFileThatHoldsSomethingElseIsRefusedBeforeAnythingIsMeasured() throws IOException {
    Path json = folder.resolve("benchmarks.json");
    for (String other : List.of("", "{", "{\"date\": 1}", "[{\"workload\": \"no\"}]")) {
      Files.writeString(json, other);
      refused(new Records(folder), json + " does not hold runs of these benchmarks: ");
    }
  }

  @Test
  void aPageWithoutAPlaceForTheTablesIsRefusedBeforeAnythingIsMeasured() throws IOException {
    for (String prose :
        List.of("# Prose\n", Records.BEGIN, RecordFolder.END + "\n" + Records.BEGIN)) {
      page(prose);
      Records records = new Records(folder);

      refused(records, "has no lines '" + Records.BEGIN + "' and '" + RecordFolder.END + "'");
      assertThatIOException().isThrownBy(() -> records.add(part("today")));
      assertThat(page()).isEqualTo(prose);
      assertThat(folder.resolve("benchmarks.json")).doesNotExist();
    }
  }

  @Test
  void thePageIsWrittenAgainFromTheRunsThatAreKept() throws IOException {
    Records records = new Records(folder);
    assertThatIOException()
        .isThrownBy(records::rewritePage)
        .withMessageContaining("there is no run in " + folder.resolve("benchmarks.json"));
    records.add(part("today"));
    String before = page();
    page("Prose.\n" + Records.BEGIN + RecordFolder.END);

    records.rewritePage();

    assertThat(page())
        .isEqualTo("Prose.\n" + before.substring(before.indexOf(Records.BEGIN)).strip());
  }

  @Test
  void theDocumentsShowWhatIsRecorded() throws IOException {
    Path documents = Path.of(System.getProperty("user.dir")).resolve("../../../docs");
    Records records = new Records(documents);

    assertThat(Records.shown(records.runs()).isComplete()).isTrue();
    assertThat(records.page(records.runs()))
        .isEqualTo(Files.readString(documents.resolve("benchmarks.md")));
  }

  @Test
  void aTimeWithoutEndIsKept() throws IOException {
    Series far = new Series("", "far", 1, new double[] {1}, 0, new double[] {0.5}, "");
    Outcome outcome = new Outcome(new SystemDescription("", "", "", ""), List.of(far), "");
    List<Run.Result> results =
        List.of(Run.Result.of(Workload.TIME_TO_ACCURACY, SystemName.SUMMAND, outcome));
    Records records = new Records(folder);

    records.add(new Run("first", "", 1, results));
    records.add(new Run("second", "", 1, results));

    assertThat(page()).contains("| time-to-accuracy | far | never |");
    assertThat(records.runs().get(0).results().get(0).summaries().get(0).median()).isInfinite();
  }

  @Test
  void speedIsAShareOfTheFastestByOperationsWhereTheyAreCounted() {
    assertThat(Tables.of(part("today")))
        .contains(
            "| large-step | Summand | 400 ms | 400 ms to 400 ms | 400 ms to 400 ms | 2 + 2 | 2.0 |"
                + " – | 0.50 |  |");
  }

  @Test
  void whatCannotRunHasItsReasonInTheTable() {
    assertThat(Tables.of(part("today")))
        .contains("| large-step | Deeplearning4j |")
        .contains("| cannot run here: no such library |")
        .contains("two threads \\| one socket");
  }

  @Test
  void whatDidNotGetThereHasNoSpeed() {
    SystemDescription description = new SystemDescription("", "", "", "");
    Series far = new Series("", "far", 1, new double[] {1}, 0, new double[] {0.5}, "not reached");
    Series near = new Series("", "near", 1, new double[] {2}, 0, new double[] {0.94}, "9 epochs");
    Outcome outcome = new Outcome(description, List.of(far, near), "");
    Run run =
        new Run(
            "",
            "",
            1,
            List.of(Run.Result.of(Workload.TIME_TO_ACCURACY, SystemName.SUMMAND, outcome)));

    assertThat(Tables.of(run))
        .contains("| far | never | never to never | never to never |")
        .contains("| 50.00 % | – | not reached |")
        .contains("| 94.00 % | 1.00 | 9 epochs |");
  }
}
