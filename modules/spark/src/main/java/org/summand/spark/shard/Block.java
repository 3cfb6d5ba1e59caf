package org.summand.spark.shard;

import java.io.Serializable;
import org.summand.spark.table.RowFault;

/**
 * Some packed rows on their way to a shard: what the one shuffle carries. Or, in place of rows, the
 * first fault found in a partition: it travels as a value, because a thrown one would make Spark
 * try the same bad row four times.
 *
 * <p>A final class rather than a record, because Kryo cannot serialise records.
 */
final class Block implements Serializable {
  private static final long serialVersionUID = 1;

  final boolean validation;
  final long[] hashes;
  final float[] values;
  final RowFault fault;

  private Block(boolean validation, long[] hashes, float[] values, RowFault fault) {
    this.validation = validation;
    this.hashes = hashes;
    this.values = values;
    this.fault = fault;
  }

  /** Rows of equal width, each with the hash of its content. */
  static Block of(boolean validation, long[] hashes, float[] values) {
    return new Block(validation, hashes, values, null);
  }

  /** The fault that ends the packing. */
  static Block faulty(RowFault fault) {
    return new Block(false, new long[0], new float[0], fault);
  }
}
