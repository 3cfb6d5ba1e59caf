package org.summand.table;

import java.time.LocalDate;
import java.util.Arrays;

/** What of a day comes back: its place in the week and in the year, and the time in the day. */
final class DayParts {
  private static final int WEEK = 7;
  private static final int YEAR = 12;

  /** Sine and cosine of day of week and month. */
  private static final int PARTS_OF_DAY = 4;

  private DayParts() {}

  /** The inputs that are made of a day. */
  static int count(boolean hasTime) {
    return PARTS_OF_DAY + (hasTime ? 2 : 0);
  }

  /**
   * Writes them; all are 0 for a missing day.
   *
   * @param days since 2000-01-01
   */
  static void write(float days, boolean hasTime, float[] to, int at) {
    if (Float.isNaN(days)) {
      Arrays.fill(to, at, at + count(hasTime), 0);
      return;
    }
    LocalDate date = Days.date(days);
    circle((date.getDayOfWeek().getValue() - 1) / (double) WEEK, to, at);
    circle((date.getMonthValue() - 1) / (double) YEAR, to, at + 2);
    if (hasTime) {
      circle(days - Math.floor(days), to, at + PARTS_OF_DAY);
    }
  }

  /** Math's sine may differ between machines in its last bit, StrictMath's does not. */
  private static void circle(double turns, float[] to, int at) {
    to[at] = (float) StrictMath.sin(2 * Math.PI * turns);
    to[at + 1] = (float) StrictMath.cos(2 * Math.PI * turns);
  }
}
