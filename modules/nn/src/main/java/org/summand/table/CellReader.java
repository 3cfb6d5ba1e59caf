package org.summand.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.summand.compute.CounterRandom;

/**
 * What a cell means, whatever type it came as: a number, a day, or a word. The one place that
 * decides what is missing.
 */
public final class CellReader implements Serializable {
  private static final long serialVersionUID = 1;

  /** The words that stand for a missing number, whatever their case. */
  public static final List<String> MISSING_WORDS = List.of("NA", "N/A", "NaN", "null", "none", "?");

  /** The separator of the whole and the fraction. */
  public static final char DECIMAL_POINT = '.';

  /** How days are counted: 2000-01-01 is 0. */

  /** In a text that has this, a reader tells of a line that it could not read. */
  public static final char BROKEN = '\u0000';

  private final ArrayList<String> missingWords;
  private final HashSet<String> missing = new HashSet<>();

  /**
   * Those of the missing words that are numbers, such as -999: missing however they are written.
   */
  private final float[] missingNumbers;

  private final char decimal;

  /**
   * @param missingWords the words that stand for a missing number, besides nothing at all
   * @param decimal what stands between the whole and the fraction of a number
   * @throws IllegalArgumentException where the decimal may stand elsewhere in a number
   */
  public CellReader(List<String> missingWords, char decimal) {
    if (Character.isLetterOrDigit(decimal)
        || Character.isWhitespace(decimal)
        || Character.isISOControl(decimal)
        || Character.isSurrogate(decimal)
        || decimal == '-'
        || decimal == '+') {
      throw new IllegalArgumentException(
          "the decimal separator is one character as '.' or ',' is, not '"
              + MessageText.shortened(decimal)
              + "'");
    }
    this.decimal = decimal;
    this.missingWords = new ArrayList<>(missingWords);
    float[] numbers = new float[missingWords.size()];
    int count = 0;
    for (String word : missingWords) {
      missing.add(word.strip().toLowerCase(Locale.ROOT));
      numbers[count] = parsed(word);
      count += Float.isNaN(numbers[count]) ? 0 : 1;
    }
    missingNumbers = Arrays.copyOf(numbers, count);
  }

  /** The words that stand for a missing number. */
  public List<String> missingWords() {
    return List.copyOf(missingWords);
  }

  /** What stands between the whole and the fraction of a number. */
  public char decimal() {
    return decimal;
  }

  /** The usual words, and a decimal point. */
  public static CellReader usual() {
    return new CellReader(MISSING_WORDS, DECIMAL_POINT);
  }

  /**
   * A cell as a number; NaN where it is missing.
   *
   * @throws BadCellException where it is something else, or not finite as a 32-bit float
   */
  public float number(Object cell, String column) {
    if (cell instanceof Number number) {
      float value = orMissing(number.floatValue());
      return Float.isNaN(value) ? Float.NaN : BadCellException.finite(value, cell, column);
    }
    if (cell == null) {
      return Float.NaN;
    }
    if (cell instanceof Boolean bool) {
      return bool ? 1 : 0;
    }
    String text = cell.toString();
    float value = parsed(text);
    if (!Float.isNaN(value)) {
      value = orMissing(value);
      return Float.isNaN(value) ? Float.NaN : BadCellException.finite(value, cell, column);
    }
    if (isMissing(text)) {
      return Float.NaN;
    }
    throw BadCellException.word(whole(text, column), column);
  }

  /**
   * A cell as a number that is there.
   *
   * @throws BadCellException where it is missing, something else, or not finite as a 32-bit float
   */
  public float present(Object cell, String column) {
    float value = number(cell, column);
    return Float.isNaN(value) ? absent(cell, column) : value;
  }

  /** Refuses a missing number. */
  static float absent(Object cell, String column) {
    if (cell instanceof Number number) {
      BadCellException.finite(number.floatValue(), cell, column);
    }
    throw new BadCellException("column '" + MessageText.shortened(column) + "' has no value");
  }

  /** NaN for a number that stands for a missing one. */
  private float orMissing(float value) {
    for (float each : missingNumbers) {
      if (each == value) {
        return Float.NaN;
      }
    }
    return value;
  }

  /** Whether a text is a number, be it one too large for a float: that is refused, but no word. */
  public boolean isNumber(String text) {
    return !Float.isNaN(anyNumber(text));
  }

  /** The number that a text is, infinite where it is too large; NaN where it is none or missing. */
  public float anyNumber(String text) {
    return orMissing(parsed(text));
  }

  /** Whether a text is a number but for a comma in it, a decimal one or one between thousands. */
  public static boolean isNumberWithComma(String text) {
    String stripped = text.strip();
    int commas = 0;
    for (int i = 0; i < stripped.length(); i++) {
      char each = stripped.charAt(i);
      boolean isSign = i == 0 && (each == '-' || each == '+');
      commas += each == ',' ? 1 : 0;
      if (!isDigit(each) && each != ',' && each != DECIMAL_POINT && !isSign) {
        return false;
      }
    }
    return commas > 0 && isDigit(stripped.charAt(stripped.length() - 1));
  }

  /** Whether a text stands for a missing number. */
  public boolean isMissing(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || missing.contains(stripped.toLowerCase(Locale.ROOT))) {
      return true;
    }
    float value = missingNumbers.length == 0 ? Float.NaN : parsed(stripped);
    return !Float.isNaN(value) && Float.isNaN(orMissing(value));
  }

  /** The number that a text is, infinite where it is too large; NaN where it is none. */
  private float parsed(String text) {
    if (!looksLikeNumber(text)) {
      return Float.NaN;
    }
    try {
      // By way of a double, so that a text is the number that a column of doubles has.
      return (float)
          Double.parseDouble(decimal == DECIMAL_POINT ? text : text.replace(decimal, '.'));
    } catch (NumberFormatException word) {
      return Float.NaN;
    }
  }

  /** Sorts words out sooner than an exception does, and what Java alone takes for a number. */
  private boolean looksLikeNumber(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) <= ' ') {
      end--;
    }
    int at = 0;
    while (at < end && text.charAt(at) <= ' ') {
      at++;
    }
    if (at == end) {
      return false;
    }
    char last = text.charAt(end - 1);
    char first = text.charAt(at);
    boolean begins = isDigit(first) || first == '-' || first == '+' || first == decimal;
    // Where another character is the decimal, a point groups thousands: 1.234 would be 1234.
    return begins
        && (isDigit(last) || last == decimal)
        && text.indexOf('x') < 0
        && text.indexOf('X') < 0
        && (decimal == DECIMAL_POINT || text.indexOf(DECIMAL_POINT) < 0);
  }

  private static boolean isDigit(char any) {
    return any >= '0' && any <= '9';
  }

  /**
   * A cell as a word; null where it is missing, which is nothing at all: {@code NA} may be a
   * country. Numbers are written in one way however they came.
   */
  public String word(Object cell, String column) {
    if (cell == null) {
      return null;
    }
    if (cell instanceof Number number) {
      return Double.isNaN(number.doubleValue()) ? null : Numerals.className(cell);
    }
    String text = whole(cell.toString(), column);
    return text.isBlank() ? null : text;
  }

  private static String whole(String text, String column) {
    if (text.indexOf(BROKEN) >= 0) {
      // No word that could be learned from, whatever the column is.
      throw new BadCellException(BadCellException.word(text, column).getMessage());
    }
    return text;
  }

  /**
   * A cell as days since 2000-01-01, with the time as a fraction; NaN where it is missing.
   *
   * @throws BadCellException where it is no date
   */
  public float days(Object cell, String column) {
    if (cell == null) {
      return Float.NaN;
    }
    if (!(cell instanceof CharSequence)) {
      float days = Days.of(cell);
      if (!Float.isNaN(days)) {
        return days;
      }
    }
    String text = cell.toString().strip();
    if (isMissing(text)) {
      return Float.NaN;
    }
    float days = Days.ofText(text);
    if (Float.isNaN(days)) {
      throw new BadCellException(
          "'"
              + MessageText.shortened(text)
              + "' in column '"
              + MessageText.shortened(column)
              + "' is not a date as 2024-12-31 or 2024-12-31 23:59:59 is");
    }
    return days;
  }

  /**
   * 32 bits that stand for what a cell says, whatever its column is later read as: those of its
   * number, or of its days, or of its word; the same for all that is missing.
   *
   * @throws BadCellException where it is of a line that was not read whole
   */
  public int bits(Object cell, String column) {
    if (cell instanceof String text) {
      float value = parsed(text);
      return Float.isNaN(value) && !isMissing(text)
          ? (int) CounterRandom.mix64(whole(text, column).hashCode())
          : Float.floatToIntBits(orMissing(value));
    }
    if (cell instanceof Number number) {
      return Float.floatToIntBits(orMissing(number.floatValue()));
    }
    boolean isNumber = cell == null || cell instanceof Boolean;
    return Float.floatToIntBits(isNumber ? number(cell, column) : days(cell, column));
  }
}
