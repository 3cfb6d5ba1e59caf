package org.summand.cli.table.row;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a line of a CSV file that has too few or too many cells travels, in place of a number. */
public final class MalformedLine {
  private static final Pattern FAULT =
      Pattern.compile(
          "'(.*) \\(a line that does not have (\\d+) cells\\)' in column .* is not a number",
          Pattern.DOTALL);

  private MalformedLine() {}

  /** What is put behind the line, of which the shard packer will say that it is not a number. */
  public static String mark(int cells) {
    return " (a line that does not have " + cells + " cells)";
  }

  /** A fault in words: that of a broken line in its own, any other as it is. */
  static String words(String fault) {
    Matcher broken = FAULT.matcher(fault);
    return broken.matches()
        ? "'" + broken.group(1) + "' does not have " + broken.group(2) + " cells"
        : fault;
  }
}
