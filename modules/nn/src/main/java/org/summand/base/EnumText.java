package org.summand.base;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What configurations call the constants of an enum: their names in lower case. */
public final class EnumText {
  private EnumText() {}

  /** The text of a constant. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The texts of all constants, in their order. */
  public static List<String> all(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(EnumText::of).toList();
  }

  /** The constant of a text, if there is one. */
  public static <E extends Enum<E>> Optional<E> find(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equals(text))
        .findFirst();
  }

  /**
   * The constant of a text.
   *
   * @param what it is, in words
   * @throws IllegalArgumentException where there is none
   */
  public static <E extends Enum<E>> E parse(Class<E> type, String what, String text) {
    return find(type, text)
        .orElseThrow(() -> new IllegalArgumentException("there is no " + what + " '" + text + "'"));
  }
}
