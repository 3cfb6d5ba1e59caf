package org.summand.benchmarks.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableRecordsTest {
  @TempDir private Path folder;

  @Test
  void aResultTakesThePlaceOfAnEarlierOne() throws IOException {
    TableRecords records = new TableRecords(folder);
    records.requireWritable();
    records.add(Results.of("second", Task.CLASS, Learner.XGBOOST, 0.3));
    records.add(Results.of("first", Task.NUMBER, Learner.XGBOOST, 7000));
    records.add(Results.of("second", Task.CLASS, Learner.SUMMAND, 0.2));
    records.add(Results.of("second", Task.CLASS, Learner.XGBOOST, 0.25, 0.15));

    assertThat(records.results())
        .extracting(result -> result.table() + " " + result.learner().text() + " " + result.loss())
        .containsExactly("second summand 0.2", "second xgboost 0.2", "first xgboost 7000.0");
    assertThat(records.results().get(1))
        .usingRecursiveComparison()
        .isEqualTo(Results.of("second", Task.CLASS, Learner.XGBOOST, 0.25, 0.15));
    assertThat(Files.readString(folder.resolve("tables.md")))
        .startsWith("# Tables\n\n<!-- Written by modules/benchmarks/tables from tables.json. -->\n")
        .contains("| XGBoost | 0.8000 ± 0.0707 | 0.9100 ± 0.0141 | 2.0 | 2 |")
        .contains("| XGBoost | 7,000 ± 0 | 2.0 | 2 |")
        .isEqualTo(records.page());
  }

  @Test
  void otherRowsAreRefused() throws IOException {
    TableRecords records = new TableRecords(folder);
    records.add(Results.of("t", Task.NUMBER, Learner.XGBOOST, 1));
    OpenTable table = new OpenTable("t.csv", "y", Task.NUMBER);
    OpenTable other = new OpenTable("other.csv", "y", Task.NUMBER);

    records.requireSameRows(new Parts(table, folder, folder, 4 * Results.ROWS, Results.ROWS));
    records.requireSameRows(new Parts(other, folder, folder, 4, 1));
    assertThatIOException()
        .isThrownBy(() -> records.requireSameRows(new Parts(table, folder, folder, 4, 1)))
        .withMessage(
            "t has 4 and 1 rows, and 40,000 and 10,000 in %s; record it into another folder"
                .formatted(folder.resolve("tables.json")));
  }

  @Test
  void thePageKeepsItsProse() throws IOException {
    TableRecords records = new TableRecords(folder);
    assertThatIOException()
        .isThrownBy(records::rewritePage)
        .withMessageContaining("there is no result in " + folder.resolve("tables.json"));
    records.add(Results.of("t", Task.NUMBER, Learner.XGBOOST, 1));
    Path page = folder.resolve("tables.md");
    Files.writeString(page, "Before.\n" + Files.readString(page).substring(10) + "After.\n");

    records.rewritePage();

    assertThat(page).content().startsWith("Before.\n<!-- Written").endsWith("-->\nAfter.\n");
  }

  @Test
  void theReportSaysWhatHolds() {
    List<Result> results =
        List.of(
            Results.of("t", Task.CLASS, Learner.SUMMAND, 0.2),
            Results.of("t", Task.CLASS, Learner.SKLEARN_PERCEPTRON, 0.19),
            Results.of("t", Task.CLASS, Learner.HIST_GRADIENT_BOOSTING, 0.22),
            Results.of("t", Task.CLASS, Learner.XGBOOST, 0.25),
            Results.of("t", Task.CLASS, Learner.LIGHTGBM, 0.23));

    assertThat(Report.of(results))
        .contains("| ahead of scikit-learn's perceptron on all tables | no | 0 | 1 | t | – |")
        .contains("| not measured | 0 | 1 | – | t |")
        .contains("| **yes** | 1 | 1 | – | – |")
        .contains(
            "| t | accuracy | 0.8000 | 0.7800, HistGradientBoosting | 0.909 | 0.0041 |"
                + " +0.0200 ± 0.0002 | **yes** | **yes** |")
        .contains("| Summand | Summand 1.0 | `summand train`")
        .contains("| MLlib's boosted trees | not measured |")
        .contains("| today | abc | a machine | Summand; scikit-learn's perceptron;");
  }

  @Test
  void theDocumentsShowWhatIsRecorded() throws IOException {
    Path documents = Path.of(System.getProperty("user.dir")).resolve("../../../docs");

    assertThat(new TableRecords(documents).page())
        .isEqualTo(Files.readString(documents.resolve("tables.md")));
  }
}
