package org.summand.cli.table.row;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.summand.table.CellReader;

/** Marks a line of a CSV file with too few or too many cells, which takes the place of a number. */
public final class MalformedLine {
  private static final Pattern FAULT =
      Pattern.compile(
          "'(.*) \\(a line that does not have (\\d+) cells\\)' in column .* is not a number",
          Pattern.DOTALL);

  /** The mark in a cell; a cell's text has no control characters, which stand between cells. */
  private static final Pattern CELL =
      Pattern.compile(
          "([^\\p{Cntrl}]*)" + CellReader.BROKEN + "\\(a line that does not have (\\d+) cells\\)");

  private MalformedLine() {}

  /** The mark behind the text of the line, which is neither a number nor a word then. */
  public static String mark(int cells) {
    return CellReader.BROKEN + "(a line that does not have " + cells + " cells)";
  }

  /** The message of a fault, in which a marked line becomes a sentence on the number of cells. */
  static String words(String fault) {
    Matcher broken = FAULT.matcher(fault);
    return broken.matches() ? words(broken) : fault;
  }

  /**
   * The sentence on the number of cells where a row, by its cells in one text, is a marked line.
   */
  static Optional<String> ofCells(String cells) {
    Matcher broken = CELL.matcher(cells);
    return broken.find() ? Optional.of(words(broken)) : Optional.empty();
  }

  private static String words(Matcher broken) {
    return "'" + broken.group(1) + "' does not have " + broken.group(2) + " cells";
  }
}
