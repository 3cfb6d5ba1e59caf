package io.summand.cli.table;

import java.util.regex.Pattern;

/** Tells numbers from names. */
final class Numerals {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  private Numerals() {}

  /** Whether a text is a decimal number; Java's own parser would also take {@code 1d}. */
  static boolean isNumber(String text) {
    return NUMBER.matcher(text.strip()).matches();
  }
}
