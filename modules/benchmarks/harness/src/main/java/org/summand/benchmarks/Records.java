package org.summand.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The runs that are kept: docs/benchmarks.json, and its tables in docs/benchmarks.md. */
final class Records {
  static final String BEGIN = "<!-- Written by modules/benchmarks/run from benchmarks.json. -->";
  static final String END = "<!-- End of what is written. -->";

  private final Path json;
  private final Path page;

  Records(Path folder) {
    json = folder.resolve("benchmarks.json");
    page = folder.resolve("benchmarks.md");
  }

  /** Adds a run to both files. */
  void add(Run run) throws IOException {
    List<Run> runs = new ArrayList<>();
    if (Files.exists(json)) {
      runs.addAll(List.of(Json.MAPPER.readValue(Files.readString(json), Run[].class)));
    }
    runs.add(run);
    String text = Files.readString(page);
    int from = text.indexOf(BEGIN);
    int to = text.indexOf(END);
    if (from < 0 || to < from) {
      throw new IOException(page + " has no lines '" + BEGIN + "' and '" + END + "'");
    }
    String tables = BEGIN + "\n\n" + Tables.of(runs) + "\n";
    Files.writeString(json, Json.MAPPER.writer(Json.printer()).writeValueAsString(runs) + "\n");
    Files.writeString(page, text.substring(0, from) + tables + text.substring(to));
  }
}
