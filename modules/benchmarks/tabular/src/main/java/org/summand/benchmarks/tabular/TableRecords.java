package org.summand.benchmarks.tabular;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.summand.benchmarks.RecordFolder;

/**
 * The results that are kept in a folder, the latest of each system on each table, in tables.json,
 * and what they say in tables.md.
 */
final class TableRecords {
  private final RecordFolder folder;

  TableRecords(Path folder) {
    this.folder = new RecordFolder(folder, "tables", "modules/benchmarks/tables", "Tables");
  }

  /**
   * Looks whether results can be kept, before anything is measured.
   *
   * @throws IOException in a sentence for the user
   */
  void requireWritable() throws IOException {
    folder.requireWritable();
    results();
  }

  /**
   * Looks whether a table has the rows that it had.
   *
   * @throws IOException in a sentence for the user, where results could not be compared
   */
  void requireSameRows(Parts parts) throws IOException {
    for (Result result : results()) {
      if (result.table().equals(parts.table().name())
          && (result.trainingRows() != parts.trainingRows()
              || result.testRows() != parts.testRows())) {
        throw new IOException(
            "%s has %,d and %,d rows, and %,d and %,d in %s; record it into another folder"
                .formatted(
                    result.table(),
                    parts.trainingRows(),
                    parts.testRows(),
                    result.trainingRows(),
                    result.testRows(),
                    folder.json()));
      }
    }
  }

  /** Keeps a result, in place of an earlier one of the same system on the same table. */
  void add(Result result) throws IOException {
    List<Result> results = merged(results(), result);
    folder.write(results, Report.of(results));
  }

  /** The results with another one: tables in the order in which they came, systems in theirs. */
  static List<Result> merged(List<Result> results, Result another) {
    List<String> tables = new ArrayList<>(results.stream().map(Result::table).toList());
    tables.add(another.table());
    List<Result> merged = new ArrayList<>(results);
    merged.removeIf(another::replaces);
    merged.add(another);
    merged.sort(
        Comparator.<Result>comparingInt(result -> tables.indexOf(result.table()))
            .thenComparing(Result::learner));
    return merged;
  }

  /** Writes the page again from the results that are kept. */
  void rewritePage() throws IOException {
    if (results().isEmpty()) {
      throw new IOException("there is no result in " + folder.json() + " that a page could show");
    }
    folder.rewritePage(Report.of(results()));
  }

  /** The page as it is to be. */
  String page() throws IOException {
    return folder.page(Report.of(results()));
  }

  /** The results that are kept. */
  List<Result> results() throws IOException {
    return folder.read(Result[].class).map(List::of).orElse(List.of());
  }
}
