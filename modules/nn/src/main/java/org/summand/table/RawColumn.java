package org.summand.table;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A column of a table, and how its cells are read to floats, raw: numbers as they are, NaN where
 * they are missing; dates as days; categories by their numbers in a vocabulary. What a network
 * takes is made of them by a {@link TableEncoder}.
 */
public final class RawColumn implements Serializable {
  private static final long serialVersionUID = 1;

  /** What the cells of a column are. */
  public enum Kind {
    /** A number. */
    NUMBER,
    /** A day. */
    DATE,
    /** A day and the time of the day. */
    TIMESTAMP,
    /** One of some words. */
    CATEGORY,
    /** Several numbers, some of which may be those of categories. */
    VECTOR,
    /** Not looked at. */
    UNUSED
  }

  private final String name;
  private final Kind kind;
  private final int width;
  private final TreeMap<Integer, Vocabulary> vocabularies;
  private final String reason;

  private RawColumn(
      String name, Kind kind, int width, Map<Integer, Vocabulary> vocabularies, String reason) {
    this.name = name;
    this.kind = kind;
    this.width = width;
    this.vocabularies = new TreeMap<>(vocabularies);
    this.reason = reason;
  }

  /** A column of numbers, days, or days and times. */
  public static RawColumn of(String name, Kind kind) {
    if (kind != Kind.NUMBER && kind != Kind.DATE && kind != Kind.TIMESTAMP) {
      throw new IllegalArgumentException("a column of kind " + kind + " needs more to be known");
    }
    return new RawColumn(name, kind, 1, Map.of(), "");
  }

  /** A column of words. */
  public static RawColumn category(String name, Vocabulary vocabulary) {
    return new RawColumn(name, Kind.CATEGORY, 1, Map.of(0, vocabulary), "");
  }

  /**
   * A column of vectors.
   *
   * @param vocabularies by their places in the vector, the numbers that are those of categories:
   *     number i, from 0, is the vocabulary's word i
   */
  public static RawColumn vector(String name, int width, Map<Integer, Vocabulary> vocabularies) {
    if (width < 1 || !vocabularies.keySet().stream().allMatch(at -> at >= 0 && at < width)) {
      throw new IllegalArgumentException(
          "a vector of " + width + " numbers with categories at " + vocabularies.keySet());
    }
    return new RawColumn(name, Kind.VECTOR, width, vocabularies, "");
  }

  /**
   * A column that is left out.
   *
   * @param width the floats it takes in a raw row all the same, where it was read before this was
   *     known; or 0
   * @param reason why, as in “constant”
   */
  public static RawColumn unused(String name, int width, String reason) {
    return new RawColumn(name, Kind.UNUSED, width, Map.of(), reason);
  }

  /** The names of those columns that are used. */
  public static List<String> used(List<RawColumn> columns) {
    return columns.stream().filter(RawColumn::isUsed).map(RawColumn::name).toList();
  }

  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  /** The floats it takes in a raw row. */
  public int width() {
    return width;
  }

  /** The categories, by their places among the column's floats. */
  public Map<Integer, Vocabulary> vocabularies() {
    return Collections.unmodifiableMap(vocabularies);
  }

  /** The categories at one of the column's floats; null where that is a number. */
  Vocabulary vocabulary(int at) {
    return vocabularies.get(at);
  }

  /** Whether anything is made of it. */
  public boolean isUsed() {
    return kind != Kind.UNUSED;
  }

  /** Why it is left out; empty for a column that is not. */
  public String reason() {
    return reason;
  }
}
