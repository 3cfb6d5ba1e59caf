package org.summand.cli.table.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Counts the lines of a text file in which each row begins on a line of its own. */
public final class RowLines {
  private final Predicate<String> isSkipped;
  private final QuoteTracker quotes;

  private RowLines(Predicate<String> isSkipped, QuoteTracker quotes) {
    this.isSkipped = isSkipped;
    this.quotes = quotes;
  }

  /** A row a line, but for lines that are skipped. */
  public static RowLines skipping(Predicate<String> isSkipped) {
    return new RowLines(isSkipped, null);
  }

  /** Rows whose quoted cells may go over several lines. */
  public static RowLines quoted(String separator) {
    return new RowLines(String::isBlank, new QuoteTracker(List.of(separator)));
  }

  /** The line, counted from 1, in which a row begins, counted from 0. */
  public OptionalLong lineOf(long row, BufferedReader lines) throws IOException {
    boolean isWithin = false;
    long next = 0;
    long number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (isWithin || !isSkipped.test(line)) {
        if (!isWithin && next++ == row) {
          return OptionalLong.of(number);
        }
        isWithin = quotes != null && quotes.endOpen(line);
      }
      number++;
    }
    return OptionalLong.empty();
  }
}
