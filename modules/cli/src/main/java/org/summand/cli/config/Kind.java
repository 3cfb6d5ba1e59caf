package org.summand.cli.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.summand.base.EnumText;

/**
 * What a key's value must be.
 *
 * @param expected the words for it in messages: “… is <em>a whole number of at least 1</em>, not 0”
 * @param parse reads a value, or throws an {@link IllegalArgumentException}
 */
record Kind<T>(String expected, Function<ConfigValue, T> parse) {
  static final Kind<String> TEXT = ofText("a text", text -> text);

  static final Kind<Boolean> FLAG =
      ofText(
          "true or false",
          text ->
              switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException();
              });

  static final Kind<Integer> COUNT =
      ofText("a whole number of at least 1", text -> (int) whole(text, 1, Integer.MAX_VALUE));

  static final Kind<Integer> COUNT_OR_NONE =
      ofText("a whole number of at least 0", text -> (int) whole(text, 0, Integer.MAX_VALUE));

  static final Kind<Long> INTEGER =
      ofText("a whole number", text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE));

  /** What stands between the whole and the fraction of a number. */
  static final Kind<Character> DECIMAL =
      ofText("'.' or ','", text -> require(text.charAt(0), text.equals(".") || text.equals(",")));

  /** Where files are, or go. */
  static final Kind<String> PATH = ofText("a path", UserPath::of);

  static final Kind<Double> NUMBER = number("a number", x -> true);

  static final Kind<Double> POSITIVE = number("a number greater than 0", x -> x > 0);

  static final Kind<Double> NOT_NEGATIVE = number("a number of at least 0", x -> x >= 0);

  static final Kind<Double> FRACTION =
      number("a number from 0 to less than 1", x -> x >= 0 && x < 1);

  /** One name, or a list of names. */
  static final Kind<List<String>> NAMES =
      new Kind<>(
          "a name or a list of names",
          value ->
              value instanceof ConfigList list
                  ? list.stream().map(Kind::text).toList()
                  : List.of(text(value)));

  /** A text that another class parses. */
  static <T> Kind<T> ofText(String expected, Function<String, T> parse) {
    return new Kind<>(expected, value -> parse.apply(text(value)));
  }

  /** One of the constants of an enum, written in lower case. */
  static <E extends Enum<E>> Kind<E> oneOf(Class<E> type) {
    return ofText(
        "one of " + String.join(", ", EnumText.all(type)),
        text -> EnumText.find(type, text).orElseThrow(IllegalArgumentException::new));
  }

  private static long whole(String text, long least, long most) {
    BigInteger number = new BigInteger(text.startsWith("+") ? text.substring(1) : text);
    if (number.compareTo(BigInteger.valueOf(most)) > 0) {
      throw new IllegalArgumentException(
          text + " is more than " + most + ", the largest it can be");
    }
    return require(number.longValue(), number.compareTo(BigInteger.valueOf(least)) >= 0);
  }

  private static Kind<Double> number(String expected, Function<Double, Boolean> fits) {
    return ofText(
        expected,
        text -> {
          double number = Double.parseDouble(text);
          return require(number, Double.isFinite(number) && fits.apply(number));
        });
  }

  private static <V> V require(V value, boolean fits) {
    if (!fits) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  /** A value as its author wrote it, without quotes. */
  static String text(ConfigValue value) {
    if (value.valueType() == ConfigValueType.LIST || value.valueType() == ConfigValueType.OBJECT) {
      throw new IllegalArgumentException();
    }
    return value.atKey("it").getString("it");
  }

  /** A value in a form that {@link Assignment#value} reads again. */
  static String print(ConfigValue value) {
    if (value instanceof ConfigList list) {
      return list.stream()
          .map(item -> quoted(text(item)))
          .collect(Collectors.joining(",", "[", "]"));
    }
    String text = text(value);
    boolean isPlain = !text.isEmpty() && text.equals(text.strip());
    return isPlain && !Assignment.isLiteral(text) ? text : quoted(text);
  }

  private static String quoted(String text) {
    return ConfigUtil.quoteString(text);
  }
}
