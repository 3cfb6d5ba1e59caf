package org.summand.cli.predict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.summand.cli.table.file.CsvFormat;

/**
 * Recognises predictions of an earlier run, which alone may be replaced: a directory by a small
 * file in it, one file by the names of the predictions' columns.
 */
final class EarlierPredictions {
  /** Readers of data pass over names with this beginning. */
  private static final String FILE = "_summand.json";

  private static final String TEXT = "{\"format\":\"summand-predictions\",\"version\":1}\n";
  private static final int MOST_BYTES = 1 << 12;
  private static final int LONGEST_LINE = 1 << 20;

  private EarlierPredictions() {}

  static void putOn(FileSystem system, Path directory) throws IOException {
    try (OutputStream out = system.create(new Path(directory, FILE), true)) {
      out.write(TEXT.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Whether a directory holds predictions and nothing else; an empty one does. */
  static boolean isOn(FileSystem system, Path directory) throws IOException {
    FileStatus[] entries = system.listStatus(directory);
    boolean isMarked = false;
    for (FileStatus entry : entries) {
      String name = entry.getPath().getName();
      if (name.equals(FILE)) {
        isMarked = isMark(system, entry.getPath());
      } else if (entry.isDirectory() || !isPart(name)) {
        return false;
      }
    }
    return isMarked || entries.length == 0;
  }

  /** Also Hadoop's checksums, and what it writes last. */
  private static boolean isPart(String name) {
    return name.startsWith("part-")
        || name.equals("_SUCCESS")
        || (name.startsWith(".") && name.endsWith(".crc"));
  }

  private static boolean isMark(FileSystem system, Path file) throws IOException {
    try (InputStream in = system.open(file)) {
      String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      return text.contains("\"summand-predictions\"");
    }
  }

  /** Whether a file's columns end with those of the predictions. */
  static boolean isIn(FileSystem system, Path file, PredictionFormat format, List<String> columns)
      throws IOException {
    String line = firstLine(system, file);
    List<String> names =
        format == PredictionFormat.csv ? List.of(CsvFormat.cells(line, ",")) : jsonNames(line);
    int from = names.size() - columns.size();
    return from >= 0 && names.subList(from, names.size()).equals(columns);
  }

  private static String firstLine(FileSystem system, Path file) throws IOException {
    try (InputStream in = system.open(file)) {
      byte[] begin = in.readNBytes(LONGEST_LINE);
      return new BufferedReader(
              new InputStreamReader(new ByteArrayInputStream(begin), StandardCharsets.UTF_8))
          .lines()
          .findFirst()
          .orElse("");
    }
  }

  private static List<String> jsonNames(String line) {
    try {
      JsonNode object = new JsonMapper().readTree(line);
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      return names;
    } catch (IOException noJson) {
      return List.of();
    }
  }
}
