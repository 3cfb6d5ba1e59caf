package org.summand.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The runs that are kept in a folder: every one of them in benchmarks.json, and in benchmarks.md,
 * between two lines that begin and end what is written here, the latest that is complete.
 */
final class Records {
  static final String BEGIN = "<!-- Written by modules/benchmarks/run from benchmarks.json. -->";
  static final String END = "<!-- End of what is written. -->";

  private final Path folder;
  private final Path json;
  private final Path page;

  Records(Path folder) {
    this.folder = folder;
    json = folder.resolve("benchmarks.json");
    page = folder.resolve("benchmarks.md");
  }

  /**
   * Makes the folder if there is none, and looks at what is there, so that a run is not measured
   * that cannot be kept.
   *
   * @throws IOException in a sentence for the user
   */
  void requireWritable() throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException(folder + " is a file; --record needs a folder");
    }
    if (!Files.exists(folder)) {
      makeFolder();
    }
    if (!isWritable()) {
      throw new IOException(folder + " cannot be written; --record needs a folder that can");
    }
    for (Path file : List.of(json, page)) {
      if (Files.exists(file) && !(Files.isRegularFile(file) && Files.isWritable(file))) {
        throw new IOException(file + " is no file that can be written; move it out of the way");
      }
    }
    runs();
    page(List.of());
  }

  /** Tried, because root may write anywhere by its rights and yet not everywhere. */
  private boolean isWritable() {
    if (!Files.isWritable(folder)) {
      return false;
    }
    try {
      Files.delete(Files.createTempFile(folder, "benchmarks", null));
      return true;
    } catch (IOException impossible) {
      return false;
    }
  }

  private void makeFolder() throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileSystemException impossible) {
      String why = impossible.getReason() == null ? "no permission" : impossible.getReason();
      throw new IOException("the folder " + folder + " cannot be made: " + why, impossible);
    }
  }

  /** Adds a run, and shows the latest complete one. */
  void add(Run run) throws IOException {
    List<Run> runs = new ArrayList<>(runs());
    runs.add(run);
    String text = page(runs);
    Files.writeString(json, Json.MAPPER.writer(Json.printer()).writeValueAsString(runs) + "\n");
    Files.writeString(page, text);
  }

  /** Writes the page again from the runs that are kept. */
  void rewritePage() throws IOException {
    List<Run> runs = runs();
    if (runs.isEmpty()) {
      throw new IOException("there is no run in " + json + " that a page could show");
    }
    Files.writeString(page, page(runs));
  }

  /** The runs that are kept, the oldest first. */
  List<Run> runs() throws IOException {
    if (!Files.exists(json)) {
      return List.of();
    }
    try {
      return List.of(Json.MAPPER.readValue(Files.readString(json), Run[].class));
    } catch (JsonProcessingException wrong) {
      throw new IOException(
          json + " does not hold runs of these benchmarks: " + wrong.getOriginalMessage(), wrong);
    }
  }

  /** The page as it is to be: what is there already around the tables, and the tables of a run. */
  String page(List<Run> runs) throws IOException {
    String text =
        Files.exists(page)
            ? Files.readString(page)
            : "# Benchmarks\n\n" + BEGIN + "\n" + END + "\n";
    int from = text.indexOf(BEGIN);
    int to = text.indexOf(END);
    if (from < 0 || to < from) {
      throw new IOException(
          page + " has no lines '" + BEGIN + "' and '" + END + "' for the tables to stand between");
    }
    if (runs.isEmpty()) {
      return text;
    }
    String tables = BEGIN + "\n\n" + Tables.of(shown(runs)) + "\n";
    return text.substring(0, from) + tables + text.substring(to);
  }

  /** The latest complete run, or the latest of all while none is complete. */
  static Run shown(List<Run> runs) {
    return runs.stream()
        .filter(Run::isComplete)
        .reduce((earlier, later) -> later)
        .orElse(runs.get(runs.size() - 1));
  }
}
