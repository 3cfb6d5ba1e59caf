package org.summand.cli.table.file;

import java.util.List;

/** Follows the lines of a CSV file, to know which of them end within a quoted cell. */
final class QuoteTracker {
  private final List<String> separators;
  private boolean isOpen;

  /**
   * @param separators what may stand between two cells
   */
  QuoteTracker(List<String> separators) {
    this.separators = separators;
  }

  /** Goes through the next line; whether it ends within a quoted cell. */
  boolean endOpen(CharSequence line) {
    boolean isCellStart = !isOpen;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (isOpen) {
        boolean isDoubled = c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
        isOpen = c != '"' || isDoubled;
        i += isDoubled ? 1 : 0;
        isCellStart = false;
      } else if (c == '"' && isCellStart) {
        isOpen = true;
      } else {
        int separator = separatorAt(line, i);
        isCellStart = separator > 0 || (isCellStart && c == ' ');
        i += Math.max(0, separator - 1);
      }
    }
    return isOpen;
  }

  /** The length of the separator at a place; 0 where there is none. */
  private int separatorAt(CharSequence line, int at) {
    for (String separator : separators) {
      int end = at + separator.length();
      if (end <= line.length() && separator.contentEquals(line.subSequence(at, end))) {
        return separator.length();
      }
    }
    return 0;
  }
}
