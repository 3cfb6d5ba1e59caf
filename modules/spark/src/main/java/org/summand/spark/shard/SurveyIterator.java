package org.summand.spark.shard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.summand.spark.table.RowReader;
import org.summand.table.BadCellException;
import org.summand.table.CellReader;
import org.summand.table.Days;
import scala.Tuple2;

/**
 * Counts what is in the surveyed columns of one partition's rows to learn from, and hands the
 * counts out whenever there are many, so that memory stays bounded.
 */
final class SurveyIterator implements Iterator<Tuple2<Tuple2<Integer, String>, Long>> {
  private static final int MOST_WORDS = 100_000;

  private final Iterator<Row> rows;
  private final RowReader reader;
  private final CellReader cells;
  private final RowPlacement placement;
  private final int[] at;
  private final boolean[] surveyed;
  private final boolean[] withNumbers;
  private final int[] bits;
  private final CellCounts[] counts;
  private int words;
  private Iterator<Tuple2<Tuple2<Integer, String>, Long>> ready = Collections.emptyIterator();

  /**
   * @param at the places of the features in a row
   * @param surveyed which of them are looked at
   * @param withNumbers of which of them words that are numbers are counted too
   */
  SurveyIterator(
      Iterator<Row> rows,
      RowReader reader,
      RowPlacement placement,
      int[] at,
      boolean[] surveyed,
      boolean[] withNumbers) {
    this.rows = rows;
    this.reader = reader;
    cells = reader.cells();
    this.placement = placement;
    this.at = at;
    this.surveyed = surveyed;
    this.withNumbers = withNumbers;
    bits = new int[reader.bitsWidth()];
    counts = new CellCounts[at.length];
  }

  @Override
  public boolean hasNext() {
    if (!ready.hasNext()) {
      Arrays.setAll(counts, c -> new CellCounts());
      words = 0;
      while (rows.hasNext() && words < MOST_WORDS) {
        Row row = rows.next();
        if (isToLearnFrom(row)) {
          count(row);
        }
      }
      List<Tuple2<Tuple2<Integer, String>, Long>> all = new ArrayList<>();
      for (int c = 0; c < counts.length; c++) {
        counts[c].give(c, all);
      }
      ready = all.iterator();
    }
    return ready.hasNext();
  }

  @Override
  public Tuple2<Tuple2<Integer, String>, Long> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.next();
  }

  /**
   * Rows that cannot be learned from are told of when they are packed. They count all the same:
   * where all labels are bad, columns of words would not be known for what they are, and be blamed.
   */
  private boolean isToLearnFrom(Row row) {
    try {
      reader.readBits(row, bits);
      return reader.marksValidation()
          ? !reader.isValidation(row)
          : !placement.isValidation(placement.hash(bits));
    } catch (BadCellException bad) {
      return true;
    }
  }

  private void count(Row row) {
    try {
      for (int c = 0; c < at.length; c++) {
        if (surveyed[c]) {
          count(c, row.get(at[c]));
        }
      }
    } catch (BadCellException brokenLine) {
      // Told of when it is packed.
    }
  }

  private void count(int c, Object cell) {
    CellCounts of = counts[c];
    of.rows++;
    String word = cells.word(cell, "");
    boolean isMissing = word == null || cells.isMissing(word);
    boolean isNumber = !isMissing && cells.isNumber(word);
    if (word == null) {
      of.blanks++;
    }
    if (isMissing) {
      of.missing++;
    } else if (isNumber) {
      of.numbers++;
    } else if (Days.isDate(word)) {
      of.days++;
      of.times += Days.hasTime(word) ? 1 : 0;
    } else if (CellReader.isNumberWithComma(word)) {
      of.commas++;
    }
    if (word != null && (withNumbers[c] || !isNumber)) {
      words += of.add(word);
    }
  }

  /** What was counted in one column since counts were last handed out. */
  private static final class CellCounts {
    private final HashMap<String, long[]> words = new HashMap<>();
    private long rows;
    private long missing;
    private long blanks;
    private long numbers;
    private long days;
    private long times;
    private long commas;

    /** Counts a word, and says how many words that are new. */
    int add(String word) {
      long[] count = words.get(word);
      if (count != null) {
        count[0]++;
        return 0;
      }
      words.put(word, new long[] {1});
      return 1;
    }

    /** The counts of column c, under what is counted. */
    void give(int c, List<Tuple2<Tuple2<Integer, String>, Long>> to) {
      if (rows == 0) {
        return;
      }
      to.add(count(c, ColumnTally.ROWS, rows));
      to.add(count(c, ColumnTally.MISSING, missing));
      to.add(count(c, ColumnTally.BLANKS, blanks));
      to.add(count(c, ColumnTally.NUMBERS, numbers));
      to.add(count(c, ColumnTally.DAYS, days));
      to.add(count(c, ColumnTally.TIMES, times));
      to.add(count(c, ColumnTally.COMMAS, commas));
      words.forEach((word, count) -> to.add(count(c, word, count[0])));
    }

    private static Tuple2<Tuple2<Integer, String>, Long> count(int c, String what, long count) {
      return new Tuple2<>(new Tuple2<>(c, what), count);
    }
  }
}
