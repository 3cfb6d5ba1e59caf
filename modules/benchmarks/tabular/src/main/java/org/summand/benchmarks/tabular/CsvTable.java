package org.summand.benchmarks.tabular;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A table of texts in memory, of a file whose first line names its columns. */
final class CsvTable {
  private static final int MOST_COLUMNS = 100_000;

  private final Path file;
  private final List<String> names;
  private final List<String[]> rows;

  private CsvTable(Path file, List<String> names, List<String[]> rows) {
    this.file = file;
    this.names = names;
    this.rows = rows;
  }

  static CsvTable read(Path file) throws IOException {
    List<String[]> all = parser().parseAll(file.toFile());
    if (all.isEmpty()) {
      throw new IOException(file + " is empty");
    }
    return new CsvTable(file, Arrays.asList(all.get(0)), all.subList(1, all.size()));
  }

  /** The cells of a row as it stands in a file. */
  static List<String> cells(String row) {
    return Arrays.asList(parser().parseLine(row));
  }

  private static CsvParser parser() {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setMaxColumns(MOST_COLUMNS);
    settings.setReadInputOnSeparateThread(false);
    return new CsvParser(settings);
  }

  List<String> names() {
    return names;
  }

  int rows() {
    return rows.size();
  }

  /**
   * The cells of a column.
   *
   * @throws IOException where there is no such column, or one of its cells is empty
   */
  String[] texts(String name) throws IOException {
    int column = names.indexOf(name);
    if (column < 0) {
      throw new IOException(file + " has no column '" + name + "', but " + names);
    }
    String[] texts = new String[rows.size()];
    for (int row = 0; row < texts.length; row++) {
      texts[row] = rows.get(row)[column];
      if (texts[row] == null) {
        throw new IOException(file + ": row " + row + " has nothing in column '" + name + "'");
      }
    }
    return texts;
  }

  /** The cells of a column of numbers. */
  double[] numbers(String name) throws IOException {
    try {
      return Arrays.stream(texts(name)).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException wrong) {
      throw new IOException(file + ": column '" + name + "': " + wrong.getMessage(), wrong);
    }
  }
}
