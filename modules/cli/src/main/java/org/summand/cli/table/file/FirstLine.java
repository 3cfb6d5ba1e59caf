package org.summand.cli.table.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.summand.cli.config.DataFormat;
import org.summand.cli.config.RequestException;

/**
 * The first line of a text file that is not blank, which is all lines of its first row where a
 * quoted cell goes on.
 *
 * @param text empty where the file has none
 */
public record FirstLine(String text) {
  private static final Pattern LIBSVM = Pattern.compile("[+-]?[\\d.eE+-]+(\\s+\\d+:\\S+)+\\s*");
  private static final List<String> SEPARATORS = List.of(",", "\t", ";", "|");
  private static final String MARK = "\uFEFF";

  /** What a byte becomes that is of no character in UTF-8, as of a mark of UTF-16. */
  private static final char UNREADABLE = '\uFFFD';

  /** As much as a first row may have; more is a quote that was never closed. */
  private static final int MOST_CHARACTERS = 1 << 22;

  /** Reads the first line of a file. */
  public static FirstLine of(FileStatus file, Configuration hadoop) {
    return of(file.getPath(), hadoop);
  }

  public static FirstLine of(Path file, Configuration hadoop) {
    try (BufferedReader lines = TextFiles.lines(file, hadoop)) {
      String line = lines.readLine();
      while (line != null && withoutMark(line).isBlank()) {
        line = lines.readLine();
      }
      if (line == null) {
        return new FirstLine("");
      }
      if (line.indexOf(UNREADABLE) >= 0 || line.indexOf('\0') >= 0) {
        throw new RequestException(
            TextFiles.name(file.toString())
                + " is not a text in UTF-8; save it so (spreadsheets call it “CSV UTF-8”), or set"
                + " data.format if it is no CSV");
      }
      return new FirstLine(withoutMark(whole(line, lines)));
    } catch (IOException unreadable) {
      throw TextFiles.damaged(file.toString(), unreadable);
    }
  }

  private static String withoutMark(String line) {
    return line.startsWith(MARK) ? line.substring(1) : line;
  }

  /** The lines of a row; only the first where a quote never ends. */
  private static String whole(String first, BufferedReader lines) throws IOException {
    StringBuilder row = new StringBuilder(first);
    QuoteTracker quotes = new QuoteTracker(SEPARATORS);
    String last = first;
    while (quotes.endOpen(last)) {
      last = row.length() > MOST_CHARACTERS ? null : lines.readLine();
      if (last == null) {
        return first;
      }
      row.append('\n').append(last);
    }
    return row.toString();
  }

  /** The format it looks like; AUTO for none. */
  DataFormat format() {
    if (LIBSVM.matcher(text).matches()) {
      return DataFormat.LIBSVM;
    }
    if (text.startsWith("{")) {
      return DataFormat.JSON;
    }
    boolean hasCells = SEPARATORS.stream().anyMatch(this::has);
    return hasCells ? DataFormat.CSV : DataFormat.AUTO;
  }

  /** What stands between its cells. */
  public String separator() {
    return SEPARATORS.stream().filter(this::has).findFirst().orElse(",");
  }

  private boolean has(String separator) {
    return cells(separator).length > 1;
  }

  /** Its cells, as a CSV reader sees them. */
  public String[] cells(String separator) {
    return CsvFormat.cells(text, separator);
  }
}
