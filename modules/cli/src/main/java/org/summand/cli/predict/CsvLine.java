package org.summand.cli.predict;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line of CSV, as RFC 4180 has it. */
final class CsvLine {
  private CsvLine() {}

  /** The line of some cells, with its end. */
  static String of(Stream<String> cells) {
    return cells.map(CsvLine::quoted).collect(Collectors.joining(",", "", "\n"));
  }

  private static String quoted(String cell) {
    boolean needsQuotes = cell.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return needsQuotes ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
  }
}
