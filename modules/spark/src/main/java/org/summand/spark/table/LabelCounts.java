package org.summand.spark.table;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.summand.table.CellReader;
import org.summand.table.Numerals;

/**
 * What one pass over a label finds. It does not depend on the order of the rows, nor on how they
 * are cut into partitions.
 *
 * <p>A final class rather than a record, because Kryo cannot serialise records.
 */
final class LabelCounts implements Serializable {
  private static final long serialVersionUID = 1;

  /** Up to so many different whole numbers are taken for classes, unless something else is said. */
  static final int MOST_NUMBERED_CLASSES = 20;

  private final CellReader cells;
  private long rows;
  private long missing;
  private long missingWords;
  private boolean hasFractions;

  /** Different numbers, until there are too many; so are the other two. */
  private final TreeSet<String> numbers = new TreeSet<>();

  private final TreeSet<String> words = new TreeSet<>();
  private final TreeSet<String> wordsOfMissing = new TreeSet<>();

  LabelCounts(CellReader cells) {
    this.cells = cells;
  }

  static LabelCounts of(Iterator<Row> rows, CellReader cells) {
    LabelCounts counts = new LabelCounts(cells);
    rows.forEachRemaining(row -> counts.add(row.get(0)));
    return counts;
  }

  private void add(Object cell) {
    rows++;
    if (isMissing(cell, false, cells)) {
      missing++;
    } else if (cell instanceof Number number) {
      addNumber(number.doubleValue(), cell);
    } else if (isNumber(cell, cells)) {
      addNumber(cells.anyNumber((String) cell), cell);
    } else if (isMissing(cell, true, cells)) {
      missingWords++;
      addName(wordsOfMissing, cell);
    } else {
      addName(words, cell);
    }
  }

  static boolean isNumber(Object cell, CellReader cells) {
    return cell instanceof String text && cells.isNumber(text);
  }

  private void addNumber(double value, Object cell) {
    hasFractions |= value != Math.rint(value);
    addName(numbers, cell);
  }

  private static void addName(TreeSet<String> to, Object cell) {
    if (to.size() <= MOST_NUMBERED_CLASSES) {
      to.add(Numerals.className(cell));
    }
  }

  /** Adds those of other rows to these. */
  LabelCounts plus(LabelCounts other) {
    rows += other.rows;
    missing += other.missing;
    missingWords += other.missingWords;
    hasFractions |= other.hasFractions;
    other.numbers.forEach(name -> addName(numbers, name));
    other.words.forEach(name -> addName(words, name));
    other.wordsOfMissing.forEach(name -> addName(wordsOfMissing, name));
    return this;
  }

  /**
   * Whether a label is missing.
   *
   * @param isOfNumbers whether the others are numbers, so that some words mean so too
   */
  static boolean isMissing(Object cell, boolean isOfNumbers, CellReader cells) {
    if (cell == null) {
      return true;
    }
    if (cell instanceof Number number) {
      return Double.isNaN(number.doubleValue());
    }
    String text = cell.toString();
    return text.isBlank() || (isOfNumbers && cells.isMissing(text));
  }

  /** All rows. */
  long rows() {
    return rows;
  }

  /** The rows without a label. */
  long missing() {
    return areNumbers() ? missing + missingWords : missing;
  }

  String missingInWords() {
    boolean isOne = missing() == 1;
    return missing()
        + " of "
        + rows
        + (isOne ? " rows has none: delete it" : " rows have none: delete those rows")
        + ", or fill in the label";
  }

  /** Whether there are numbers, and no words but such as stand for missing ones. */
  boolean areNumbers() {
    return words.isEmpty() && !numbers.isEmpty();
  }

  /** Whether there are whole numbers alone, of few different values. */
  boolean areFewWholeNumbers() {
    return areNumbers() && !haveManyNumbers();
  }

  /** Whether there are two different labels, which are words or whole numbers. */
  boolean areYesOrNo() {
    return names().size() == 2 && (!areNumbers() || areFewWholeNumbers());
  }

  /** Whether they are the numbers 0, 1 and so on. */
  boolean areNumbersOfOutputs() {
    return LabelColumn.areNumbersOfOutputs(names());
  }

  /** Whether there are words among numbers that look like no names of classes. */
  boolean areNumbersWithWords() {
    return !words.isEmpty() && haveManyNumbers();
  }

  private boolean haveManyNumbers() {
    return hasFractions || numbers.size() > MOST_NUMBERED_CLASSES;
  }

  /** The different labels as names of classes, in the order of the outputs; empty if too many. */
  List<String> names() {
    TreeSet<String> all = new TreeSet<>(numbers);
    all.addAll(words);
    if (!areNumbers()) {
      all.addAll(wordsOfMissing);
    }
    return all.size() <= MOST_NUMBERED_CLASSES ? LabelColumn.inOrder(List.copyOf(all)) : List.of();
  }
}
