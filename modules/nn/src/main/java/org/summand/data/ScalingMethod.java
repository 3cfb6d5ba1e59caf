package org.summand.data;

import org.summand.base.EnumText;

/**
 * How to find a {@link Scaling}: {@code none}, {@code divide 255}, {@code standardize} or {@code
 * minmax}.
 *
 * @param kind the method
 * @param divisor what {@link Kind#DIVIDE} divides by; of no meaning for the others
 */
public record ScalingMethod(Kind kind, float divisor) {
  /** The methods by name. */
  public enum Kind {
    /** Features stay as they are. */
    NONE,
    /** Each feature is divided by one number. */
    DIVIDE,
    /** Each column gets mean 0 and standard deviation 1 over the training part. */
    STANDARDIZE,
    /** Each column's range over the training part becomes 0 … 1. */
    MINMAX
  }

  /** Features stay as they are. */
  public static final ScalingMethod NONE = new ScalingMethod(Kind.NONE, 1);

  /** The method of a text. */
  public static ScalingMethod parse(String text) {
    String[] words = text.strip().split("\\s+");
    if (words.length == 1) {
      switch (words[0]) {
        case "none":
          return NONE;
        case "standardize":
          return new ScalingMethod(Kind.STANDARDIZE, 1);
        case "minmax":
          return new ScalingMethod(Kind.MINMAX, 1);
        default:
      }
    }
    if (words.length == 2 && words[0].equals("divide")) {
      try {
        float divisor = Float.parseFloat(words[1]);
        if (divisor != 0 && Float.isFinite(divisor)) {
          return new ScalingMethod(Kind.DIVIDE, divisor);
        }
      } catch (NumberFormatException notNumber) {
        // Falls through to the one message for all faults.
      }
    }
    throw new IllegalArgumentException(
        "scaling '"
            + text
            + "' is none of none, standardize, minmax, and divide with a number, as in"
            + " 'divide 255'");
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    String word = EnumText.of(kind);
    return kind == Kind.DIVIDE ? word + " " + divisor : word;
  }

  /** Whether the training part must be looked at first. */
  public boolean isLearned() {
    return kind == Kind.STANDARDIZE || kind == Kind.MINMAX;
  }

  /** The scaling for columns of these statistics. */
  public Scaling learn(ColumnStatistics statistics, int columns) {
    return switch (kind) {
      case NONE -> Scaling.none(columns);
      case DIVIDE -> Scaling.divideBy(divisor, columns);
      case STANDARDIZE -> statistics.standardize();
      case MINMAX -> statistics.minMax();
    };
  }
}
