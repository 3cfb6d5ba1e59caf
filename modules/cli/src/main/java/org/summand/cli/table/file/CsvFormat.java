package org.summand.cli.table.file;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import java.util.Arrays;

/**
 * How a row of CSV is written and read outside of Spark: as RFC 4180 has it, by the library that
 * Spark reads CSV with, and with the settings that Spark is given.
 *
 * <p>That library cuts a row into cells, but does not say whether a line ends within a quoted cell,
 * nor does it look for one of several separators. {@link QuoteTracker} does both, and {@link
 * MultiLineScan} finds the lines worth tracking by counting bytes, which takes less time than
 * cutting all of a file into cells.
 */
public final class CsvFormat {
  /** A cell may be as long as memory allows. */
  private static final int ANY_LENGTH = -1;

  private static final char NO_COMMENTS = '\0';

  private CsvFormat() {}

  /** Cuts rows into cells without the white space around them. */
  public static CsvParser parser(String separator, int mostColumns) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(separator);
    settings.getFormat().setQuote('"');
    settings.getFormat().setQuoteEscape('"');
    settings.getFormat().setComment(NO_COMMENTS);
    settings.setIgnoreLeadingWhitespaces(true);
    settings.setIgnoreTrailingWhitespaces(true);
    settings.setReadInputOnSeparateThread(false);
    settings.setMaxColumns(mostColumns);
    settings.setMaxCharsPerColumn(ANY_LENGTH);
    settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.STOP_AT_DELIMITER);
    return new CsvParser(settings);
  }

  /** The cells of one row, which may go over several lines; an empty cell is an empty text. */
  public static String[] cells(String row, String separator) {
    String[] cells = row.isEmpty() ? null : parser(separator, row.length() + 1).parseLine(row);
    return cells == null
        ? new String[0]
        : Arrays.stream(cells).map(cell -> cell == null ? "" : cell.strip()).toArray(String[]::new);
  }

  /** Writes rows with commas, each without the end of its line, and quotes only where needed. */
  public static CsvWriter writer() {
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.getFormat().setQuote('"');
    settings.getFormat().setQuoteEscape('"');
    settings.getFormat().setComment(NO_COMMENTS);
    settings.setQuoteEscapingEnabled(true);
    settings.setQuotationTriggers('\r');
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setSkipEmptyLines(false);
    return new CsvWriter(settings);
  }
}
