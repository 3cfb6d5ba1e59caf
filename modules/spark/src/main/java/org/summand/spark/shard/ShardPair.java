package org.summand.spark.shard;

import java.io.Serializable;
import org.summand.data.Shard;
import org.summand.spark.table.RowFault;

/**
 * What one partition holds after packing: a shard to learn from and one to validate on, or the
 * fault that was found on the way.
 *
 * <p>A final class rather than a record, because Kryo cannot serialise records.
 */
final class ShardPair implements Serializable {
  private static final long serialVersionUID = 1;

  final Shard training;
  final Shard validation;
  final RowFault fault;

  ShardPair(Shard training, Shard validation, RowFault fault) {
    this.training = training;
    this.validation = validation;
    this.fault = fault;
  }
}
