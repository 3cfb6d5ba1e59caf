package org.summand.benchmarks.tabular;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.summand.benchmarks.Json;

/**
 * A table in a folder, as the folder's tables.json names it.
 *
 * @param file comma-separated, its first line the names of the columns; gzipped if it ends in .gz
 * @param label the column to predict
 * @param task what that is
 */
record OpenTable(String file, String label, Task task) {
  /** The name that reports call it by. */
  String name() {
    return file.replaceFirst("\\.csv(\\.gz)?$", "");
  }

  /**
   * The tables of a folder.
   *
   * @throws IOException in a sentence for the user
   */
  static List<OpenTable> in(Path folder) throws IOException {
    Path list = folder.resolve("tables.json");
    if (!Files.exists(list)) {
      throw new IOException(
          "there is no " + list + "; name the folder of the tables with --data FOLDER");
    }
    try {
      return List.of(Json.MAPPER.readValue(Files.readString(list), OpenTable[].class));
    } catch (JsonProcessingException wrong) {
      throw new IOException(
          list
              + " does not list tables, each with its file, label and task: "
              + wrong.getOriginalMessage(),
          wrong);
    }
  }
}
