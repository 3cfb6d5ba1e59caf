package io.summand.train;

import java.util.Arrays;
import java.util.Locale;

/** What configurations call the constants of an enum: their names in lower case. */
public final class EnumText {
  private EnumText() {}

  /** The text of a constant. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The constant of a text.
   *
   * @param what it is, in words
   * @throws IllegalArgumentException where there is none
   */
  public static <E extends Enum<E>> E parse(Class<E> type, String what, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no " + what + " '" + text + "'"));
  }
}
