package org.summand.cli.table.row;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks a line of a CSV file with too few or too many cells, which takes the place of a number. */
public final class MalformedLine {
  private static final Pattern FAULT =
      Pattern.compile(
          "'(.*) \\(a line that does not have (\\d+) cells\\)' in column .* is not a number",
          Pattern.DOTALL);

  private MalformedLine() {}

  /** The mark behind the text of the line; the shard packer will report it as not a number. */
  public static String mark(int cells) {
    return " (a line that does not have " + cells + " cells)";
  }

  /** The message of a fault, in which a marked line becomes a sentence on the number of cells. */
  static String words(String fault) {
    Matcher broken = FAULT.matcher(fault);
    return broken.matches()
        ? "'" + broken.group(1) + "' does not have " + broken.group(2) + " cells"
        : fault;
  }
}
