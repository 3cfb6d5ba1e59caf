package org.summand.spark.shard;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.summand.spark.job.SparkJob;
import scala.Tuple2;

/**
 * What the cells of a column of texts are, in rows.
 *
 * @param rows all
 * @param missing those whose number would be missing
 * @param blanks those without a word
 * @param numbers those that are numbers
 * @param days those that are days
 * @param times those of them that have the time
 * @param commas those that are numbers but for a comma
 * @param wordRows those whose words were counted
 * @param distinct the different words of these
 */
record ColumnTally(
    long rows,
    long missing,
    long blanks,
    long numbers,
    long days,
    long times,
    long commas,
    long wordRows,
    long distinct) {
  /** What stands in place of a word where something else is counted; no cell is like that. */
  private static final char MARK = '\u0001';

  static final String ROWS = MARK + "rows";
  static final String MISSING = MARK + "missing";
  static final String BLANKS = MARK + "blanks";
  static final String NUMBERS = MARK + "numbers";
  static final String DAYS = MARK + "days";
  static final String TIMES = MARK + "times";
  static final String COMMAS = MARK + "commas";

  /** Whether a word is what something else is counted under. */
  static boolean isTally(String word) {
    return !word.isEmpty() && word.charAt(0) == MARK;
  }

  /** The tally of each column of which anything was counted. */
  static Map<Integer, ColumnTally> of(JavaPairRDD<Tuple2<Integer, String>, Long> counts) {
    Map<Integer, Map<String, Long>> marked = new TreeMap<>();
    SparkJob.run(counts.filter(count -> isTally(count._1()._2()))::collect)
        .forEach(
            count ->
                marked
                    .computeIfAbsent(count._1()._1(), c -> new TreeMap<>())
                    .put(count._1()._2(), count._2()));
    Map<Integer, Tuple2<Long, Long>> words =
        SparkJob.run(
            counts
                    .filter(count -> !isTally(count._1()._2()))
                    .mapToPair(count -> new Tuple2<>(count._1()._1(), new Tuple2<>(1L, count._2())))
                    .reduceByKey((a, b) -> new Tuple2<>(a._1() + b._1(), a._2() + b._2()))
                ::collectAsMap);
    Map<Integer, ColumnTally> tallies = new TreeMap<>();
    marked.forEach((c, by) -> tallies.put(c, of(by, words.getOrDefault(c, new Tuple2<>(0L, 0L)))));
    return tallies;
  }

  private static ColumnTally of(Map<String, Long> by, Tuple2<Long, Long> words) {
    return new ColumnTally(
        by.getOrDefault(ROWS, 0L),
        by.getOrDefault(MISSING, 0L),
        by.getOrDefault(BLANKS, 0L),
        by.getOrDefault(NUMBERS, 0L),
        by.getOrDefault(DAYS, 0L),
        by.getOrDefault(TIMES, 0L),
        by.getOrDefault(COMMAS, 0L),
        words._2(),
        words._1());
  }
}
