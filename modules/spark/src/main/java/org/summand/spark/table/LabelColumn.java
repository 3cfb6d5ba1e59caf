package org.summand.spark.table;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.summand.data.BadDataException;
import org.summand.table.BadCellException;
import org.summand.table.CellReader;
import org.summand.table.MessageText;
import org.summand.table.Numerals;

/** The labels of a table in one column: their different values, and those that are missing. */
final class LabelColumn {
  /** As many distinct labels are looked at one by one; beyond, they are counted. */
  private static final int LOOKED_AT = 10_000;

  private final Dataset<Row> table;
  private final String name;
  private final CellReader cells;

  LabelColumn(Dataset<Row> table, String name, CellReader cells) {
    this.table = table;
    this.name = name;
    this.cells = cells;
  }

  /** The labels that are there. */
  Dataset<Row> present() {
    return table.select(column()).where(column().isNotNull());
  }

  private Column column() {
    return Columns.column(name);
  }

  /** A label as the name of its class. */
  static String text(Object cell) {
    return cell instanceof Number ? Numerals.className(cell) : cell.toString();
  }

  /**
   * Different labels and their number.
   *
   * @param texts all of them, or as many as are looked at
   * @param count all of them
   */
  record Distinct(List<String> texts, long count) {}

  /**
   * The different labels.
   *
   * @param most above which they are only counted, where that is more than what is looked at anyway
   */
  Distinct distinct(int most) {
    Dataset<String> distinct =
        present()
            .distinct()
            .map((MapFunction<Row, String>) row -> text(row.get(0)), Encoders.STRING());
    int limit = Math.max(most, LOOKED_AT);
    List<String> texts = distinct.limit(limit + 1).collectAsList();
    List<String> names = inOrder(texts);
    return texts.size() > limit
        ? new Distinct(names.subList(0, Math.min(limit, names.size())), distinct.count())
        : new Distinct(names, names.size());
  }

  /** Names of classes in the order of the outputs: numbers by size, names by the alphabet. */
  static List<String> inOrder(List<String> texts) {
    return texts.stream().allMatch(Numerals::isNumber)
        ? texts.stream()
            .map(Numerals::className)
            .distinct()
            .sorted(Comparator.comparingDouble(Double::parseDouble))
            .toList()
        : texts.stream().sorted().toList();
  }

  /** Whether these are the numbers of as many outputs. */
  static boolean areNumbersOfOutputs(List<String> names) {
    return IntStream.range(0, names.size()).allMatch(i -> names.get(i).equals(String.valueOf(i)));
  }

  /** Counts the labels in one pass. */
  LabelCounts counts() {
    CellReader reader = cells;
    return table
        .select(column())
        .toJavaRDD()
        .mapPartitions(rows -> List.of(LabelCounts.of(rows, reader)).iterator())
        .fold(new LabelCounts(reader), LabelCounts::plus);
  }

  /** The error of words among numbers, telling of the first. */
  BadDataException firstWord() {
    int at = table.schema().fieldIndex(name);
    CellReader reader = cells;
    FilterFunction<Row> isWord =
        row ->
            !LabelCounts.isMissing(row.get(at), true, reader)
                && !LabelCounts.isNumber(row.get(at), reader);
    Row first = table.filter(isWord).first();
    BadCellException bad =
        BadCellException.label(
            "the label '"
                + MessageText.shortened(first.get(at))
                + "' in column '"
                + MessageText.shortened(name)
                + "' is not a number",
            "many others are, so correct it, or say that the labels are classes (task = classes)");
    return BadRowException.of(bad, first, BadRowException.ANYWHERE);
  }

  /** How many labels are missing, of several columns the first in which some are. */
  static String missingInWords(Dataset<Row> table, List<String> labels, CellReader cells) {
    for (String label : labels) {
      LabelCounts counts = new LabelColumn(table, label, cells).counts();
      if (counts.missing() > 0) {
        return counts.missingInWords();
      }
    }
    throw new IllegalStateException("no label is missing");
  }

  /**
   * Checks that no label is missing.
   *
   * @throws BadDataException telling of the first that is, and how many are
   */
  void requireAll(LabelCounts counts) {
    if (counts.missing() == 0) {
      return;
    }
    int at = table.schema().fieldIndex(name);
    boolean isOfNumbers = counts.areNumbers();
    CellReader reader = cells;
    FilterFunction<Row> isMissing = row -> LabelCounts.isMissing(row.get(at), isOfNumbers, reader);
    throw BadRowException.of(
            BadCellException.missingLabel(name),
            table.filter(isMissing).first(),
            BadRowException.ANYWHERE)
        .withRemedy(counts.missingInWords());
  }
}
