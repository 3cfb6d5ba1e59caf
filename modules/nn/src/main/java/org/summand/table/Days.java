package org.summand.table;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Dates and moments as days since 2000-01-01, the time as a fraction. A moment without a zone is
 * one of UTC.
 */
public final class Days {
  private static final long FIRST_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final double SECONDS_A_DAY = 86_400;
  private static final double NANOS = 1e-9;
  private static final String A_DAY = "2000-01-01";

  private Days() {}

  /** The days of a date or a moment; NaN for anything else. */
  static float of(Object any) {
    if (any instanceof java.sql.Date date) {
      return of(date.toLocalDate());
    }
    if (any instanceof java.sql.Timestamp timestamp) {
      return of(timestamp.toInstant());
    }
    if (any instanceof LocalDate date) {
      return of(date);
    }
    if (any instanceof Instant instant) {
      return of(instant);
    }
    return any instanceof LocalDateTime local ? of(local.toInstant(ZoneOffset.UTC)) : Float.NaN;
  }

  /** The days of a text as ISO 8601 writes dates, with or without the time; NaN of any other. */
  static float ofText(String text) {
    try {
      return hasTime(text) ? of(instant(text)) : of(LocalDate.parse(text));
    } catch (DateTimeParseException other) {
      return Float.NaN;
    }
  }

  /** Whether a text is a date as ISO 8601 writes it, with or without the time of the day. */
  public static boolean isDate(String text) {
    String stripped = text.strip();
    boolean mayBe =
        stripped.length() >= A_DAY.length()
            && stripped.charAt(0) >= '0'
            && stripped.charAt(0) <= '9';
    return mayBe && !Float.isNaN(ofText(stripped));
  }

  /** Whether a text that is a date goes on after the day. */
  public static boolean hasTime(String date) {
    return date.strip().length() > A_DAY.length();
  }

  private static Instant instant(String text) {
    String iso = text.replace(' ', 'T');
    boolean hasZone = iso.endsWith("Z") || iso.indexOf('+') > 0 || iso.lastIndexOf('-') > 9;
    return hasZone
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
  }

  private static float of(LocalDate date) {
    return date.toEpochDay() - FIRST_DAY;
  }

  private static float of(Instant instant) {
    double seconds = instant.getEpochSecond() + NANOS * instant.getNano();
    double exact = seconds / SECONDS_A_DAY - FIRST_DAY;
    // A float has a minute or two as its last bit: rounded down, a moment stays in its day.
    float days = (float) exact;
    return days > exact ? Math.nextDown(days) : days;
  }

  /** The day of days since 2000-01-01; for what is beyond all calendars, their end. */
  static LocalDate date(float days) {
    double day = FIRST_DAY + Math.floor(days);
    return LocalDate.ofEpochDay(
        (long) Math.max(LocalDate.MIN.toEpochDay(), Math.min(LocalDate.MAX.toEpochDay(), day)));
  }
}
