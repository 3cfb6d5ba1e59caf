package io.summand.spark;

import io.summand.compute.CounterRandom;
import io.summand.data.ColumnStatistics;
import io.summand.data.Shard;
import java.io.Serializable;

/**
 * What the driver learns of a packed shard: counts, never rows.
 *
 * <p>A final class rather than a record, because Kryo cannot serialise records.
 */
final class ShardInfo implements Serializable {
  private static final long serialVersionUID = 1;

  final int rows;
  final int validationRows;
  final RowFault fault;

  /** Of the rows to learn from and those to validate on. */
  final long fingerprint;

  /** The training rows of each class; empty for a regression. */
  final long[] classRows;

  /** Of the training features; null unless the scaling is learned. */
  final ColumnStatistics statistics;

  ShardInfo(ShardPair pair, int inputs, int classes, boolean withStatistics) {
    rows = pair.training.rows();
    validationRows = pair.validation.rows();
    fault = pair.fault;
    fingerprint = CounterRandom.key(pair.training.fingerprint(), pair.validation.fingerprint());
    classRows = classRows(pair.training, classes);
    statistics = withStatistics ? ColumnStatistics.of(pair.training, inputs) : null;
  }

  private static long[] classRows(Shard shard, int classes) {
    long[] counts = new long[classes];
    if (classes > 0 && shard.rows() > 0) {
      int cols = shard.targets().length / shard.rows();
      for (int r = 0; r < shard.rows(); r++) {
        counts[Math.round(shard.targets()[r * cols])]++;
      }
    }
    return counts;
  }
}
