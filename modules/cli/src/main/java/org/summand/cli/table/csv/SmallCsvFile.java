package org.summand.cli.table.csv;

import com.univocity.parsers.csv.CsvParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.summand.cli.table.file.CsvFormat;
import org.summand.cli.table.file.TextFiles;
import org.summand.cli.table.row.LocalRows;

/** Reads a small CSV file in this process, as Spark would read it. */
final class SmallCsvFile {
  /** As Spark has it. */
  private static final int MOST_COLUMNS = 20_480;

  private SmallCsvFile() {}

  /**
   * Reads a file.
   *
   * @param header what its first line says
   * @param hasHeader whether that line is no row
   * @return empty where a line has too few or too many cells, or the file cannot be read to its end
   */
  static Optional<LocalRows> read(
      FileStatus file,
      CsvHeader header,
      boolean hasHeader,
      String separator,
      Configuration hadoop) {
    int columns = header.cells().size();
    List<String[]> rows = new ArrayList<>();
    CsvParser parser = CsvFormat.parser(separator, MOST_COLUMNS);
    try (BufferedReader lines = TextFiles.lines(file.getPath(), hadoop)) {
      boolean isHeader = hasHeader;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isBlank()) {
          continue;
        }
        String[] cells = isHeader ? null : parser.parseLine(line);
        if (!isHeader && (cells == null || cells.length != columns)) {
          return Optional.empty();
        }
        if (!isHeader) {
          rows.add(cells);
        }
        isHeader = false;
      }
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new LocalRows(List.of(header.distinct()), rows));
  }
}
