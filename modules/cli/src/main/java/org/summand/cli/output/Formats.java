package org.summand.cli.output;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them. */
public final class Formats {
  private static final MathContext RATE_DIGITS = new MathContext(4);

  private Formats() {}

  /** {@code 12,345}. */
  public static String count(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  /** {@code 0.2173}; very large or small ones with an exponent; {@code –} for no number. */
  public static String decimal(double number) {
    if (!Double.isFinite(number)) {
      return "–";
    }
    double size = Math.abs(number);
    boolean isPlain = size == 0 || (size >= 1e-3 && size < 1e6);
    return String.format(Locale.ROOT, isPlain ? "%.4f" : "%.3e", number);
  }

  /** A learning rate: {@code 0.001}, with as many digits as it has, up to four. */
  static String learningRate(double number) {
    BigDecimal rounded = new BigDecimal(number).round(RATE_DIGITS).stripTrailingZeros();
    return number >= 1e-4 ? rounded.toPlainString() : String.format(Locale.ROOT, "%.2e", number);
  }

  /** {@code 97.22 %}, of a share. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  /** {@code 1:02:03} or {@code 0:12}. */
  public static String duration(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  /** Memory in units of 2²⁰ bytes, such as {@code 30.5 MiB}. */
  public static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MiB", bytes / (double) (1L << 20));
  }

  /** Memory in units of 2³⁰ bytes, such as {@code 13.7 GiB}. */
  public static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
