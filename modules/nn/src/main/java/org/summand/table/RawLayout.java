package org.summand.table;

import java.util.ArrayList;
import java.util.List;

/** Where the numbers, days and categories of a table's columns stand in a raw row. */
public final class RawLayout {
  private final List<Integer> numbers = new ArrayList<>();
  private final List<String> numberColumns = new ArrayList<>();
  private final List<Integer> days = new ArrayList<>();
  private final List<Boolean> dayHasTime = new ArrayList<>();
  private final List<Integer> categories = new ArrayList<>();
  private final List<Vocabulary> vocabularies = new ArrayList<>();
  private int width;

  public RawLayout(List<RawColumn> columns) {
    for (RawColumn column : columns) {
      if (column.isUsed()) {
        add(column);
      }
      width += column.width();
    }
  }

  private void add(RawColumn column) {
    for (int i = 0; i < column.width(); i++) {
      Vocabulary vocabulary = column.vocabularies().get(i);
      if (vocabulary != null) {
        categories.add(width + i);
        vocabularies.add(vocabulary);
      } else {
        numbers.add(width + i);
        numberColumns.add(column.name());
      }
    }
    if (column.kind() == RawColumn.Kind.DATE || column.kind() == RawColumn.Kind.TIMESTAMP) {
      days.add(width);
      dayHasTime.add(column.kind() == RawColumn.Kind.TIMESTAMP);
    }
  }

  /** The floats of a raw row. */
  public int width() {
    return width;
  }

  /** The places of numbers and days. */
  public int[] numbers() {
    return places(numbers);
  }

  /** For each number or day the column that it stands in. */
  public List<String> numberColumns() {
    return List.copyOf(numberColumns);
  }

  /** The places of days alone. */
  public int[] days() {
    return places(days);
  }

  /** For each day whether it has the time. */
  public boolean[] dayHasTime() {
    boolean[] flags = new boolean[dayHasTime.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = dayHasTime.get(i);
    }
    return flags;
  }

  /** The places of categories. */
  public int[] categories() {
    return places(categories);
  }

  /** The words of each category. */
  public Vocabulary[] vocabularies() {
    return vocabularies.toArray(Vocabulary[]::new);
  }

  private static int[] places(List<Integer> places) {
    return places.stream().mapToInt(Integer::intValue).toArray();
  }
}
