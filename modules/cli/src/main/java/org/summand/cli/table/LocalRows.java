package org.summand.cli.table;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/**
 * The rows of a small CSV file, each cell a text, read by the parser that Spark uses, with its
 * settings.
 *
 * @param names of the columns
 * @param rows the cells of each row; null where one is empty
 */
public record LocalRows(List<String> names, List<String[]> rows) {
  /** As Spark has it. */
  private static final int MOST_COLUMNS = 20_480;

  /**
   * Reads a file.
   *
   * @param header what its first line says
   * @param hasHeader whether that line is no row
   * @return empty where a line has too few or too many cells, or the file cannot be read to its end
   */
  static Optional<LocalRows> of(
      FileStatus file,
      CsvHeader header,
      boolean hasHeader,
      String separator,
      Configuration hadoop) {
    int columns = header.cells().size();
    List<String[]> rows = new ArrayList<>();
    CsvParser parser = new CsvParser(settings(separator));
    try (BufferedReader lines = DataStream.lines(file.getPath(), hadoop)) {
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

  private static CsvParserSettings settings(String separator) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(separator);
    settings.getFormat().setQuote('"');
    settings.getFormat().setQuoteEscape('"');
    settings.getFormat().setComment('\0');
    settings.setIgnoreLeadingWhitespaces(true);
    settings.setIgnoreTrailingWhitespaces(true);
    settings.setReadInputOnSeparateThread(false);
    settings.setMaxColumns(MOST_COLUMNS);
    settings.setMaxCharsPerColumn(-1);
    settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.STOP_AT_DELIMITER);
    return settings;
  }
}
