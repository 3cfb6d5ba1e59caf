package org.summand.data;

import org.summand.base.EnumText;

/**
 * How numbers are brought to the size a network learns from: {@code auto}, {@code none}, {@code
 * robust}, {@code standardize}, {@code minmax} or {@code divide 255}.
 *
 * @param kind the method
 * @param divisor what {@link Kind#DIVIDE} divides by; of no meaning for the others
 */
public record ScalingMethod(Kind kind, float divisor) {
  /** The methods by name. */
  public enum Kind {
    /** Whatever suits the format: as a rule {@link #ROBUST}. */
    AUTO,
    /** Features stay as they are. */
    NONE,
    /** Each feature is divided by one number. */
    DIVIDE,
    /** Each column gets mean 0 and standard deviation 1 over the training part. */
    STANDARDIZE,
    /** Each column's range over the training part becomes 0 … 1. */
    MINMAX,
    /**
     * Each column is centred at its median, divided by the distance of its quartiles over the
     * training part, and smoothly clipped.
     */
    ROBUST
  }

  /** What suits the format. */
  public static final ScalingMethod AUTO = new ScalingMethod(Kind.AUTO, 1);

  /** Median and quartiles. */
  public static final ScalingMethod ROBUST = new ScalingMethod(Kind.ROBUST, 1);

  /** Features stay as they are. */
  public static final ScalingMethod NONE = new ScalingMethod(Kind.NONE, 1);

  /** The method of a text. */
  public static ScalingMethod parse(String text) {
    String[] words = text.strip().split("\\s+");
    if (words.length == 1) {
      switch (words[0]) {
        case "auto":
          return AUTO;
        case "none":
          return NONE;
        case "robust":
          return ROBUST;
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
        if (Float.isFinite(divisor) && Float.isFinite(1 / divisor)) {
          return new ScalingMethod(Kind.DIVIDE, divisor);
        }
      } catch (NumberFormatException notNumber) {
        // Falls through to the one message for all faults.
      }
    }
    throw new IllegalArgumentException(
        "scaling '"
            + text
            + "' is none of auto, none, robust, standardize, minmax, and divide with a number, as in"
            + " 'divide 255'");
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    String word = EnumText.of(kind);
    return kind == Kind.DIVIDE ? word + " " + divisor : word;
  }

  /** This method, or another where this is {@link Kind#AUTO}. */
  public ScalingMethod orElse(ScalingMethod other) {
    return kind == Kind.AUTO ? other : this;
  }

  /** Whether the training part must be looked at first. */
  public boolean isLearned() {
    return kind == Kind.STANDARDIZE || kind == Kind.MINMAX || kind == Kind.ROBUST;
  }
}
