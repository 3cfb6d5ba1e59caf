package org.summand.spark.shard;

import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.summand.spark.table.RowReader;
import org.summand.table.BadCellException;
import org.summand.table.CellReader;
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
  private final Map<Tuple2<Integer, String>, Long> counts = new HashMap<>();
  private Iterator<Map.Entry<Tuple2<Integer, String>, Long>> ready = Collections.emptyIterator();

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
  }

  @Override
  public boolean hasNext() {
    if (!ready.hasNext()) {
      counts.clear();
      while (rows.hasNext() && counts.size() < MOST_WORDS) {
        Row row = rows.next();
        if (isToLearnFrom(row)) {
          count(row);
        }
      }
      ready = counts.entrySet().iterator();
    }
    return ready.hasNext();
  }

  @Override
  public Tuple2<Tuple2<Integer, String>, Long> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Map.Entry<Tuple2<Integer, String>, Long> count = ready.next();
    return new Tuple2<>(count.getKey(), count.getValue());
  }

  /** Rows that cannot be learned from are told of when they are packed. */
  private boolean isToLearnFrom(Row row) {
    try {
      if (reader.marksValidation()) {
        return !reader.isValidation(row);
      }
      reader.readBits(row, bits);
      return !placement.isValidation(placement.hash(bits));
    } catch (BadCellException bad) {
      return false;
    }
  }

  private void count(Row row) {
    for (int c = 0; c < at.length; c++) {
      if (surveyed[c]) {
        count(c, row.get(at[c]));
      }
    }
  }

  private void count(int c, Object cell) {
    add(c, ColumnTally.ROWS);
    String word = cells.word(cell, "");
    boolean isMissing = word == null || cells.isMissing(word);
    boolean isNumber = !isMissing && cells.isNumber(word);
    if (word == null) {
      add(c, ColumnTally.BLANKS);
    }
    if (isMissing) {
      add(c, ColumnTally.MISSING);
    } else if (isNumber) {
      add(c, ColumnTally.NUMBERS);
    } else if (CellReader.isDate(word)) {
      add(c, ColumnTally.DAYS);
      if (CellReader.hasTime(word)) {
        add(c, ColumnTally.TIMES);
      }
    }
    if (word != null && (withNumbers[c] || !isNumber)) {
      add(c, word);
    }
  }

  private void add(int c, String what) {
    counts.merge(new Tuple2<>(c, what), 1L, Long::sum);
  }
}
