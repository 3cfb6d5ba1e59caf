package org.summand.spark.shard;

import java.io.Serializable;
import org.summand.compute.CounterRandom;
import org.summand.data.FloatHash;

/**
 * Where a row goes, as a pure function of its content, the seed and the number of shards: to which
 * shard, to which place there, and whether it is one to validate on. It does not depend on how the
 * input is cut into partitions or in which order rows arrive, so the same data give the same shards
 * on a laptop and on a cluster; equal rows are never on both sides of that split.
 *
 * <p>A final class rather than a record, because Kryo cannot serialise records.
 */
final class RowPlacement implements Serializable {
  private static final long serialVersionUID = 1;
  private static final long VALIDATION_KEY = 1;
  private static final long SHARD_KEY = 2;

  private final int shards;
  private final double validationFraction;
  private final long seed;

  RowPlacement(int shards, double validationFraction, long seed) {
    this.shards = shards;
    this.validationFraction = validationFraction;
    this.seed = seed;
  }

  int shards() {
    return shards;
  }

  /** 64 bits that stand for a row's content; also the row's place in its shard's order. */
  long hash(float[] row) {
    return CounterRandom.mix64(FloatHash.of(CounterRandom.mix64(seed), row));
  }

  /** The same of a row whose floats do not say all: the bits stand for its cells. */
  long hash(int[] bits) {
    return CounterRandom.mix64(FloatHash.ofBits(CounterRandom.mix64(seed), bits));
  }

  boolean isValidation(long hash) {
    return CounterRandom.uniform(CounterRandom.key(hash, VALIDATION_KEY), 0) < validationFraction;
  }

  int shard(long hash) {
    return (int) Long.remainderUnsigned(CounterRandom.key(hash, SHARD_KEY), shards);
  }
}
