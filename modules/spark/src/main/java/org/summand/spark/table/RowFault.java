package org.summand.spark.table;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.summand.data.BadDataException;
import org.summand.table.BadCellException;

/**
 * Why rows could not be packed, on its way to the driver: a row that cannot be learned from, or a
 * shard that cannot be held.
 *
 * <p>A final class rather than a record, because Kryo cannot serialise records.
 */
public final class RowFault implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int NO_PARTITION = -1;

  private final String sentence;
  private final int partition;
  private final BadRowException.Details row;

  private RowFault(String sentence, int partition, BadRowException.Details row) {
    this.sentence = sentence;
    this.partition = partition;
    this.row = row;
  }

  /** The first bad row of a partition of the table. */
  public static RowFault of(BadCellException bad, Row row, int partition, RowErrorFormat words) {
    return new RowFault(
        words.tell(bad.getMessage(), bad.remedy(), row),
        partition,
        BadRowException.Details.of(bad, row));
  }

  /** A fault of no row. */
  public static RowFault of(String sentence) {
    return new RowFault(sentence, NO_PARTITION, null);
  }

  /** Of two faults the one to tell, whoever came first: that of the earlier partition. */
  public static RowFault first(RowFault one, RowFault other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.partition <= other.partition ? one : other;
  }

  public BadDataException exception() {
    return row == null
        ? new BadDataException(sentence)
        : new BadRowException(sentence, partition, row);
  }
}
