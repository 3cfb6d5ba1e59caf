package org.summand.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellReaderTest {
  private static final CellReader USUAL = CellReader.usual();
  private static final CellReader COMMA = new CellReader(List.of("NA"), ',');

  private static float number(Object cell) {
    return USUAL.number(cell, "c");
  }

  private static int bits(Object cell) {
    return USUAL.bits(cell, "c");
  }

  @Test
  void aNumberIsTheSameInEveryType() {
    Object[] cells = {
      (byte) 5,
      (short) 5,
      5,
      5L,
      5f,
      5.0,
      BigInteger.valueOf(5),
      new BigDecimal("5.00"),
      "5",
      " 5 ",
      "5.",
      "5.0",
      "+5",
      "05",
      "50e-1",
      "0.5E1",
      "\t5\n"
    };
    for (Object cell : cells) {
      assertThat(number(cell)).as("%s", cell).isEqualTo(5);
      assertThat(bits(cell)).as("%s", cell).isEqualTo(bits(5));
    }
    assertThat(number(true)).isEqualTo(1);
    assertThat(number(false)).isEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource({"1e5, 100000", ".5, 0.5", "-.5, -0.5", "+3, 3", "-0, -0", "1E-2, 0.01", "1e-60, 0"})
  void textsOfNumbersAreNumbers(String text, float value) {
    assertThat(USUAL.isNumber(text)).isTrue();
    assertThat(number(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1d",
        "1f",
        "1D",
        "0x1p3",
        "0x10",
        "-0x10",
        "+0X1p3",
        "-",
        "+",
        ".",
        "-.",
        "e5",
        "1e",
        "1e+",
        "Infinity",
        "-Infinity",
        "inf",
        "1,234.5",
        "1,5",
        "1 000",
        "1_000",
        "--1",
        "1-",
        "1.2.3",
        "5 %",
        "$5",
        "٣",
        "true",
        "2024-01-01",
        "1e5.",
        "x"
      })
  void otherTextsAreWords(String text) {
    assertThat(USUAL.isNumber(text)).isFalse();
    assertThat(USUAL.isMissing(text)).isFalse();
    assertThatThrownBy(() -> USUAL.number(text, "age"))
        .isInstanceOfSatisfying(BadCellException.class, bad -> assertThat(bad.isWord()).isTrue())
        .hasMessage("'%s' in column 'age' is not a number", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,5", " -12,75 ", "1,234.56", "1.234,56", ",5"})
  void numbersWithCommasAreKnown(String text) {
    assertThat(CellReader.isNumberWithComma(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "a,b", "1,", ",", "", "-", "12", "1,5 €", "2024-01-02"})
  void otherTextsAreNoNumbersWithCommas(String text) {
    assertThat(CellReader.isNumberWithComma(text)).isFalse();
  }

  @Test
  void whatNoFloatHoldsIsRefused() {
    for (Object cell : new Object[] {"1e39", "-1e39", 1e39, "1e999", new BigDecimal("1e999")}) {
      assertThatThrownBy(() -> number(cell))
          .isInstanceOf(BadCellException.class)
          .hasMessage("column 'c' has the value " + cell + ", too large for a 32-bit float");
    }
    for (Object cell : new Object[] {Double.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> number(cell))
          .isInstanceOf(BadCellException.class)
          .hasMessage("column 'c' has the value " + cell + ", not a finite number");
    }
    assertThat(USUAL.isNumber("1e39")).isTrue();
    assertThat(bits("1e39")).isEqualTo(bits(1e39));
  }

  /** Also those that lie so near the middle of two floats that rounding twice differs. */
  @Test
  void aTextIsTheNumberThatAColumnOfDoublesHas() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      float low = Math.abs((float) random.nextGaussian()) + 1e-3f;
      BigDecimal middle =
          new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(BigDecimal.valueOf(2));
      String text =
          switch (i % 3) {
            case 0 -> middle.add(new BigDecimal("1e-30")).toPlainString();
            case 1 -> String.valueOf(random.nextGaussian());
            default -> String.valueOf(low);
          };
      float parsed = number(text);
      assertThat(parsed).isEqualTo(number(Double.parseDouble(text)));
      assertThat(bits(text)).isEqualTo(bits(Double.parseDouble(text)));
      if (i % 3 == 2) {
        assertThat(parsed).isEqualTo(low);
      }
    }
  }

  @Test
  void aDecimalCommaTakesThePointsPlace() {
    assertThat(COMMA.number("1,5", "c")).isEqualTo(1.5f);
    assertThat(COMMA.number(" -,5 ", "c")).isEqualTo(-0.5f);
    assertThat(COMMA.number("5,", "c")).isEqualTo(5);
    assertThat(COMMA.number("1,5e2", "c")).isEqualTo(150);
    assertThat(COMMA.number("7", "c")).isEqualTo(7);
    assertThat(COMMA.number(1.5, "c")).isEqualTo(1.5f);
  }

  /** There 1.234 is one thousand, which nothing says; a wrong number is worse than none. */
  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1.234", "1.234,5", "1,2,3", ",", ".5"})
  void whereTheCommaIsTheDecimalAPointIsNone(String text) {
    assertThat(COMMA.isNumber(text)).isFalse();
    assertThatThrownBy(() -> COMMA.number(text, "c")).isInstanceOf(BadCellException.class);
  }

  @ParameterizedTest
  @ValueSource(chars = {'5', 'e', '-', '+', ' ', '\t', '\u0000', '\ud800'})
  void whatStandsElsewhereInANumberIsNoDecimal(char decimal) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CellReader(List.of(), decimal))
        .withMessageContaining("'.' or ','");
  }

  @Test
  void missingWordsAreMissingInAnyCase() {
    for (String word : CellReader.MISSING_WORDS) {
      for (String written :
          List.of(word, word.toUpperCase(Locale.ROOT), word.toLowerCase(Locale.ROOT), " " + word)) {
        assertThat(number(written)).as(written).isNaN();
        assertThat(USUAL.days(written, "c")).as(written).isNaN();
        assertThat(USUAL.isMissing(written)).as(written).isTrue();
        assertThat(bits(written)).as(written).isEqualTo(bits(null));
      }
    }
    for (Object cell : new Object[] {null, "", "  ", "\t", Float.NaN, Double.NaN}) {
      assertThat(number(cell)).isNaN();
      assertThat(bits(cell)).isEqualTo(bits(null));
    }
  }

  @Test
  void ownMissingWordsTakeThePlaceOfTheUsual() {
    CellReader own = new CellReader(List.of("nix", " Keine "), '.');
    assertThat(own.number("NIX", "c")).isNaN();
    assertThat(own.number("keine", "c")).isNaN();
    assertThat(own.number("", "c")).isNaN();
    assertThatThrownBy(() -> own.number("NA", "c")).isInstanceOf(BadCellException.class);
    CellReader none = new CellReader(List.of(), '.');
    assertThat(none.isMissing("?")).isFalse();
    assertThat(none.isMissing(" ")).isTrue();
  }

  /** Such as -999, and a lone point. */
  @Test
  void missingWordsMayBeNumbersHoweverTheyAreWritten() {
    CellReader own = new CellReader(List.of("-999", ".", "-"), '.');
    for (Object cell : new Object[] {"-999", "-999.0", " -999 ", -999, -999.0, -999f, ".", "-"}) {
      assertThat(own.number(cell, "c")).as("%s", cell).isNaN();
      assertThat(own.bits(cell, "c")).as("%s", cell).isEqualTo(own.bits(null, "c"));
    }
    assertThat(own.isMissing("-999.0")).isTrue();
    assertThat(own.isNumber("-999.0")).isFalse();
    assertThat(own.number("-998", "c")).isEqualTo(-998);
    assertThat(own.word("-999", "c")).isEqualTo("-999");
  }

  @Test
  void wordsAreKeptAsTheyAreAndOnlyNothingIsMissing() {
    assertThat(USUAL.word("NA", "c")).isEqualTo("NA");
    assertThat(USUAL.word(" a b ", "c")).isEqualTo(" a b ");
    for (Object cell : new Object[] {null, "", "  ", Double.NaN, Float.NaN}) {
      assertThat(USUAL.word(cell, "c")).isNull();
    }
    for (Object cell : new Object[] {7, 7L, 7f, 7.0, new BigDecimal("7.00")}) {
      assertThat(USUAL.word(cell, "c")).isEqualTo("7");
    }
    assertThat(USUAL.word(true, "c")).isEqualTo("true");
    assertThatThrownBy(() -> USUAL.word("a" + CellReader.BROKEN, "c"))
        .isInstanceOf(BadCellException.class);
  }

  @Test
  void differentWordsHaveDifferentBits() {
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      seen.add(bits("word " + i));
      seen.add(bits(i));
    }
    // Of 20,000 among 2³² a pair is alike once in twenty.
    assertThat(seen.size()).isGreaterThan(19_995);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1900-01-01",
        "1899-12-31",
        "1999-12-31",
        "2000-02-29",
        "2024-02-29",
        "9999-12-31"
      })
  void aDayIsTheSameInEveryType(String text) {
    LocalDate date = LocalDate.parse(text);
    float days = ChronoUnit.DAYS.between(LocalDate.of(2000, 1, 1), date);
    Object[] cells = {
      date,
      java.sql.Date.valueOf(date),
      text,
      " " + text + " ",
      date.atStartOfDay(),
      date.atStartOfDay().toInstant(ZoneOffset.UTC),
      Timestamp.from(date.atStartOfDay().toInstant(ZoneOffset.UTC)),
      text + " 00:00:00",
      text + "T00:00:00Z",
      text + "T00:00",
      text + " 02:00:00+02:00",
      date.minusDays(1) + "T19:00:00.000-05:00"
    };
    for (Object cell : cells) {
      assertThat(USUAL.days(cell, "c")).as("%s", cell).isEqualTo(days);
    }
    assertThat(Days.date(days)).isEqualTo(date);
    assertThat(Days.isDate(text)).isTrue();
    assertThat(Days.hasTime(text)).isFalse();
    assertThat(bits(date)).isEqualTo(bits(java.sql.Date.valueOf(date)));
  }

  @Test
  void theTimeIsAFraction() {
    for (String text : List.of("2000-01-02 06:00:00", "2000-01-02T06:00:00.000Z")) {
      assertThat(USUAL.days(text, "c")).isEqualTo(1.25f);
      assertThat(Days.isDate(text)).isTrue();
      assertThat(Days.hasTime(text)).isTrue();
    }
  }

  /** A float keeps a minute or two of today; the last seconds of a day are not the next. */
  @Test
  void aMomentStaysInItsDay() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      LocalDate date = LocalDate.of(1900, 1, 1).plusDays(random.nextInt(100_000));
      LocalDateTime last = date.plusDays(1).atStartOfDay().minusSeconds(random.nextInt(100) + 1L);
      assertThat(Days.date(USUAL.days(last, "c"))).isEqualTo(date);
      assertThat(Days.date(USUAL.days(date.atStartOfDay(), "c"))).isEqualTo(date);
    }
  }

  @Test
  void daysBeyondAllCalendarsAreTheirEnd() {
    Instant end = LocalDateTime.MAX.toInstant(ZoneOffset.UTC);
    for (float days : new float[] {USUAL.days(end, "c"), Float.MAX_VALUE, 1e12f}) {
      assertThat(Days.date(days)).isBetween(LocalDate.of(999_990_000, 1, 1), LocalDate.MAX);
    }
    assertThat(Days.date(-Float.MAX_VALUE)).isEqualTo(LocalDate.MIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-02-29",
        "2024-13-01",
        "2024-1-1",
        "24-01-01",
        "31.12.2024",
        "12/31/2024",
        "2024",
        "x",
        "2024-01-01 25:00:00",
        "2024-01-01T",
        "2024-01-01 10:00:00 CET",
        "2024-01-01+01:00"
      })
  void otherTextsAreNoDays(String text) {
    assertThat(Days.isDate(text)).isFalse();
    assertThatThrownBy(() -> USUAL.days(text, "born"))
        .isInstanceOf(BadCellException.class)
        .hasMessageStartingWith("'%s' in column 'born' is not a date as 2024-12-31", text);
  }
}
