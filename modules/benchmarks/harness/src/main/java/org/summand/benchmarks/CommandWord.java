package org.summand.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What the constants of an enum are called on the command line, as in {@code mllib-as-it-comes}.
 */
public final class CommandWord {
  private CommandWord() {}

  /** The word for a constant. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The constant of a word, if there is one. */
  public static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equals(word))
        .findFirst();
  }
}
