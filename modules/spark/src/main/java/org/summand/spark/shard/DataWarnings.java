package org.summand.spark.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.summand.nn.Head;
import org.summand.table.MessageText;
import org.summand.table.RawColumn;

/** Finds what is odd about packed rows. */
final class DataWarnings {
  private final ShardTotals totals;
  private final Head head;
  private final List<String> classNames;

  /** Each column by where it begins in a raw row. */
  private final TreeMap<Integer, RawColumn> columns = new TreeMap<>();

  private int width;

  /**
   * @param head what a label means
   * @param columns the columns of a raw row
   * @param classNames the classes by name; empty where labels are numbers
   */
  DataWarnings(ShardTotals totals, Head head, List<RawColumn> columns, List<String> classNames) {
    this.totals = totals;
    this.head = head;
    this.classNames = classNames;
    for (RawColumn column : columns) {
      if (column.width() > 0) {
        this.columns.put(width, column);
      }
      width += column.width();
    }
  }

  List<DataWarning> all() {
    List<DataWarning> all = new ArrayList<>();
    addRareClasses(all);
    addLeaks(all, totals.classLeaks(width), "each class has a value of its own there");
    addLeaks(
        all,
        totals.numberLeaks(width, head.numbers()),
        "the same but for a factor and a shift stands there");
    return all;
  }

  /** Where rows are held out, a class should be on both sides; else it should have two rows. */
  private void addRareClasses(List<DataWarning> to) {
    long[] learned = totals.classRows();
    long[] validated = totals.validationClassRows();
    boolean validates = totals.validationRows() > 0;
    List<String> rare = new ArrayList<>();
    for (int c = 0; c < learned.length; c++) {
      boolean isThere = learned[c] + validated[c] > 0;
      boolean isOnOneSide = validates && (learned[c] == 0 || validated[c] == 0);
      if (isThere && (isOnOneSide || (!validates && learned[c] == 1))) {
        rare.add(
            className(c)
                + " with "
                + learned[c]
                + (learned[c] == 1 ? " row" : " rows")
                + " to learn from"
                + (validates ? " and " + validated[c] + " to validate on" : ""));
      }
    }
    if (!rare.isEmpty()) {
      String what =
          "too rare to be learned and judged: class "
              + MessageText.list(rare)
              + "; add rows, or join such classes with others";
      to.add(new DataWarning(what, List.of()));
    }
  }

  private String className(int c) {
    return classNames.isEmpty() ? String.valueOf(c) : "'" + classNames.get(c) + "'";
  }

  private void addLeaks(List<DataWarning> to, int[] at, String how) {
    if (at.length > 0) {
      List<String> places = IntStream.of(at).mapToObj(this::place).toList();
      List<String> names =
          IntStream.of(at).mapToObj(i -> columns.floorEntry(i).getValue().name()).toList();
      to.add(
          new DataWarning(
              "the label can be read off " + MessageText.list(places) + ": " + how,
              names.stream().distinct().toList()));
    }
  }

  /** A column by name, and of a vector also which of its numbers, from 1. */
  private String place(int at) {
    RawColumn column = columns.floorEntry(at).getValue();
    String name = "column '" + column.name() + "'";
    return column.width() == 1 ? name : "number " + (at - columns.floorKey(at) + 1) + " of " + name;
  }
}
