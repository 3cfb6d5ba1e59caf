package org.summand.table;

import java.util.regex.Pattern;

/** Tells numbers from names, and writes a number in one way however it came. */
public final class Numerals {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  /** Below it, each whole number is a double of its own. */
  private static final double EXACT = 1L << 53;

  private Numerals() {}

  /** Whether a text is a decimal number; Java's own parser would also take {@code 1d}. */
  public static boolean isNumber(String text) {
    return NUMBER.matcher(text.strip()).matches();
  }

  /**
   * A label as the name of its class: numbers in one way, so that 1, {@code "1"}, 1.0 and {@code
   * "+1.0"} are the same class; other texts as they are.
   */
  public static String className(Object label) {
    String text = label.toString();
    if (label instanceof Number number) {
      return className(number.doubleValue(), text);
    }
    return isNumber(text) ? className(Double.parseDouble(text), text) : text;
  }

  private static String className(double value, String text) {
    if (value == Math.rint(value) && Math.abs(value) < EXACT) {
      return String.valueOf((long) value);
    }
    return Double.isFinite(value) && Math.abs(value) < EXACT ? String.valueOf(value) : text;
  }
}
