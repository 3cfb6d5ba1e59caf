package org.summand.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The runs that are kept in a folder: every one of them in benchmarks.json, and in benchmarks.md
 * the latest that is complete.
 */
final class Records {
  private static final String NAME = "benchmarks";
  private static final String WRITER = "modules/benchmarks/run";
  static final String BEGIN = RecordFolder.begin(NAME, WRITER);

  private final RecordFolder folder;

  Records(Path folder) {
    this.folder = new RecordFolder(folder, NAME, WRITER, "Benchmarks");
  }

  /**
   * Looks whether a run can be kept, before it is measured.
   *
   * @throws IOException in a sentence for the user
   */
  void requireWritable() throws IOException {
    folder.requireWritable();
    runs();
  }

  /** Adds a run, and shows the latest complete one. */
  void add(Run run) throws IOException {
    List<Run> runs = new ArrayList<>(runs());
    runs.add(run);
    folder.write(runs, Tables.of(shown(runs)));
  }

  /** Writes the page again from the runs that are kept. */
  void rewritePage() throws IOException {
    List<Run> runs = runs();
    if (runs.isEmpty()) {
      throw new IOException("there is no run in " + folder.json() + " that a page could show");
    }
    folder.rewritePage(Tables.of(shown(runs)));
  }

  /** The runs that are kept, the oldest first. */
  List<Run> runs() throws IOException {
    return folder.read(Run[].class).map(List::of).orElse(List.of());
  }

  /** The page as it is to be, of these runs. */
  String page(List<Run> runs) throws IOException {
    return folder.page(Tables.of(shown(runs)));
  }

  /** The latest complete run, or the latest of all while none is complete. */
  static Run shown(List<Run> runs) {
    return runs.stream()
        .filter(Run::isComplete)
        .reduce((earlier, later) -> later)
        .orElse(runs.get(runs.size() - 1));
  }
}
