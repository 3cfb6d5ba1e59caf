package io.summand.spark;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/** How a row that cannot be learned from is told to the user. */
@FunctionalInterface
public interface FaultWords extends Serializable {
  /** What is wrong, and where. */
  FaultWords PLAIN = (fault, where, row) -> fault + where;

  /**
   * The sentence.
   *
   * @param fault what is wrong with the row's first bad cell
   * @param where the row's place, as in {@code " in row 17 of partition 2"}
   * @param row the row itself
   */
  String tell(String fault, String where, Row row);
}
