package org.summand.spark.shard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.summand.spark.job.SparkJob;
import org.summand.spark.table.Columns;
import org.summand.spark.table.RowReader;
import org.summand.table.RawColumn;
import org.summand.table.Vocabulary;
import scala.Tuple2;

/**
 * Finds out what columns of texts are, numbers, days or categories, and the words of categories: in
 * one pass over the rows to learn from, two where a category has words that are numbers. Words are
 * counted, all of them, so that neither partitions nor the order of rows matter.
 */
final class ColumnSurvey {
  /** A word of fewer rows is one of the others: so few teach nothing about it. */
  static final int LEAST_ROWS = 3;

  /** A category of which more are different names its rows, and says nothing about others. */
  private static final double MOST_DISTINCT = 0.9;

  /** Of a column in which as many are numbers, the others are mistakes, not categories. */
  private static final double MOSTLY = 0.9;

  private final Dataset<Row> table;
  private final Columns columns;
  private final List<RawColumn> kinds;
  private final Set<String> named;
  private final RowPlacement placement;

  /**
   * @param table with the columns to learn from
   * @param columns which of its columns are what
   * @param kinds what the features are by the schema
   * @param named the features that are categories because somebody says so
   */
  ColumnSurvey(
      Dataset<Row> table,
      Columns columns,
      List<RawColumn> kinds,
      List<String> named,
      RowPlacement placement) {
    this.table = table;
    this.columns = columns;
    this.kinds = kinds;
    this.named = new HashSet<>(named);
    this.placement = placement;
  }

  /**
   * What the features are by the rows to learn from.
   *
   * @param reader reads rows by the kinds of the schema
   */
  List<RawColumn> kinds(RowReader reader) {
    StructType schema = table.schema();
    boolean[] surveyed = new boolean[kinds.size()];
    boolean[] withNumbers = new boolean[kinds.size()];
    for (int c = 0; c < surveyed.length; c++) {
      String name = columns.features().get(c);
      boolean isText = schema.apply(name).dataType() instanceof StringType;
      withNumbers[c] = named.contains(name);
      surveyed[c] = withNumbers[c] || isText;
    }
    JavaPairRDD<Tuple2<Integer, String>, Long> counts = count(reader, surveyed, withNumbers);
    Map<Integer, ColumnTally> tallies = ColumnTally.of(counts);
    boolean[] again = new boolean[kinds.size()];
    boolean isAgain = false;
    for (Map.Entry<Integer, ColumnTally> entry : tallies.entrySet()) {
      int c = entry.getKey();
      again[c] = kind(c, entry.getValue()) == RawColumn.Kind.CATEGORY;
      isAgain |= again[c] && !withNumbers[c] && entry.getValue().numbers() > 0;
    }
    if (isAgain) {
      counts.unpersist();
      counts = count(reader, again, again);
      Map<Integer, ColumnTally> all = ColumnTally.of(counts);
      all.forEach(tallies::put);
    }
    try {
      return decided(tallies, counts);
    } finally {
      counts.unpersist();
    }
  }

  private JavaPairRDD<Tuple2<Integer, String>, Long> count(
      RowReader reader, boolean[] surveyed, boolean[] withNumbers) {
    RowPlacement rowPlacement = placement;
    int[] at = columns.features().stream().mapToInt(table.schema()::fieldIndex).toArray();
    return table
        .toJavaRDD()
        .mapPartitions(
            rows -> new SurveyIterator(rows, reader, rowPlacement, at, surveyed, withNumbers))
        .mapToPair(pair -> pair)
        .reduceByKey(Long::sum)
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private RawColumn.Kind kind(int c, ColumnTally tally) {
    if (named.contains(columns.features().get(c))) {
      return RawColumn.Kind.CATEGORY;
    }
    long present = tally.rows() - tally.missing();
    long others = present - tally.numbers() - tally.days();
    if (present == 0) {
      return RawColumn.Kind.UNUSED;
    }
    if (tally.numbers() == present || (others > 0 && tally.numbers() >= MOSTLY * present)) {
      return RawColumn.Kind.NUMBER;
    }
    if (tally.days() >= MOSTLY * present) {
      return tally.times() > 0 ? RawColumn.Kind.TIMESTAMP : RawColumn.Kind.DATE;
    }
    return RawColumn.Kind.CATEGORY;
  }

  private List<RawColumn> decided(
      Map<Integer, ColumnTally> tallies, JavaPairRDD<Tuple2<Integer, String>, Long> counts) {
    Map<Integer, List<String>> words = words(tallies, counts);
    List<RawColumn> decided = new ArrayList<>();
    for (int c = 0; c < kinds.size(); c++) {
      String name = columns.features().get(c);
      ColumnTally tally = tallies.get(c);
      decided.add(
          tally == null
              ? kinds.get(c)
              : switch (kind(c, tally)) {
                case CATEGORY -> category(name, tally, words.getOrDefault(c, List.of()));
                case UNUSED -> RawColumn.unused(name, 0, "empty");
                default -> RawColumn.of(name, kind(c, tally));
              });
    }
    return decided;
  }

  private static RawColumn category(String name, ColumnTally tally, List<String> words) {
    if (isIdentifier(tally)) {
      boolean hasCommas = tally.commas() >= MOSTLY * (tally.rows() - tally.missing());
      return RawColumn.unused(
          name,
          0,
          hasCommas
              ? "numbers with commas, see data.decimal"
              : "nearly every row has a value of its own");
    }
    boolean hasMissing = tally.blanks() >= LEAST_ROWS;
    boolean hasOther = tally.distinct() > words.size() || (tally.blanks() > 0 && !hasMissing);
    Vocabulary vocabulary = new Vocabulary(words, hasOther, hasMissing);
    int seen = vocabulary.size() - (hasOther ? 0 : 1);
    return seen < 2
        ? RawColumn.unused(name, 0, words.isEmpty() ? "no value is frequent" : "constant")
        : RawColumn.category(name, vocabulary);
  }

  private static boolean isIdentifier(ColumnTally tally) {
    return tally.distinct() > MOST_DISTINCT * tally.wordRows();
  }

  /** The words of categories that are frequent enough, by the alphabet. */
  private Map<Integer, List<String>> words(
      Map<Integer, ColumnTally> tallies, JavaPairRDD<Tuple2<Integer, String>, Long> counts) {
    HashSet<Integer> wanted = new HashSet<>();
    tallies.forEach(
        (c, tally) -> {
          if (kind(c, tally) == RawColumn.Kind.CATEGORY && !isIdentifier(tally)) {
            wanted.add(c);
          }
        });
    Map<Integer, List<String>> words = new TreeMap<>();
    JavaRDD<Tuple2<Integer, String>> frequent =
        counts
            .filter(
                count ->
                    wanted.contains(count._1()._1())
                        && !ColumnTally.isTally(count._1()._2())
                        && count._2() >= LEAST_ROWS)
            .keys();
    SparkJob.run(frequent::collect)
        .forEach(key -> words.computeIfAbsent(key._1(), c -> new ArrayList<>()).add(key._2()));
    words.values().forEach(list -> list.sort(null));
    return words;
  }
}
