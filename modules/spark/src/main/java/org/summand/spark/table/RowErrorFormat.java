package org.summand.spark.table;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/** How a row that cannot be learned from is told to the user. */
@FunctionalInterface
public interface RowErrorFormat extends Serializable {
  /** What is wrong, and the row's cells. */
  RowErrorFormat PLAIN =
      (fault, remedy, row) ->
          fault + ": " + RowText.of(row) + (remedy.isEmpty() ? "" : "; " + remedy);

  /**
   * The sentence.
   *
   * @param fault what is wrong with the row's first bad cell
   * @param remedy what to do about it; empty where that is plain
   * @param row the row itself
   */
  String tell(String fault, String remedy, Row row);
}
