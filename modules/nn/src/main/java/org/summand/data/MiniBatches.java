package org.summand.data;

import java.io.Serializable;
import java.util.Arrays;
import org.summand.compute.CounterRandom;

/**
 * Which rows of which shard a step takes: a pure function of the seed and the step, so that a
 * retried task sees the same rows and no step has to be remembered.
 *
 * <p>The batch size is that of the whole cluster. An epoch takes every row once; its last batch is
 * short where the size does not divide the rows. Each shard gives to each batch in proportion to
 * its rows, taking them in a random order of its own, new each epoch.
 *
 * <p>With {@link Folds}, each network of a bag has its own rows, as many as the others of each
 * shard, and goes through them in the same order of places.
 *
 * <p>What proportion means where shards are small or uneven, {@link EpochOrder} tells.
 */
public final class MiniBatches implements Serializable {
  private static final long serialVersionUID = 1;

  /** All rows of each shard. */
  private final int[] allRows;

  /** The number of {@link Folds}, a number because Kryo cannot serialise records. */
  private final int folds;

  /** The rows of each shard that a network learns from. */
  private final int[] shardRows;

  private final long totalRows;
  private final int batchSize;
  private final long seed;

  /**
   * @param shardRows the rows of each shard
   * @param batchSize the rows of a batch, over all shards
   */
  public MiniBatches(int[] shardRows, int batchSize, long seed) {
    this(shardRows, Folds.NONE, batchSize, seed);
  }

  /**
   * With rows that are held out.
   *
   * @param allRows the rows of each shard
   */
  public MiniBatches(int[] allRows, Folds folds, int batchSize, long seed) {
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "the batch size is a number of rows of at least 1, not " + batchSize);
    }
    this.allRows = allRows.clone();
    this.folds = folds.count();
    this.shardRows = Arrays.stream(allRows).map(folds::learned).toArray();
    this.totalRows = Arrays.stream(shardRows).asLongStream().sum();
    this.batchSize = batchSize;
    this.seed = seed;
  }

  /** How rows are held out. */
  public Folds folds() {
    return new Folds(folds);
  }

  /** The rows of all shards that a network learns from. */
  public long totalRows() {
    return totalRows;
  }

  /** The number of shards. */
  public int shards() {
    return shardRows.length;
  }

  /** What every random choice of the run depends on. */
  public long seed() {
    return seed;
  }

  /** The steps of an epoch, the short last one included. */
  public long stepsPerEpoch() {
    return Math.max(1, (totalRows + batchSize - 1) / batchSize);
  }

  /** The epoch a step belongs to; steps count from 1, epochs from 0. */
  public long epoch(long step) {
    return (step - 1) / stepsPerEpoch();
  }

  /** A bound on the rows that any shard gives to a step; the memory of a task follows from it. */
  public int largestShare() {
    int largest = Arrays.stream(shardRows).max().orElse(0);
    return (int) Math.min(Math.min(largest, batchSize), EpochOrder.mostRows(shardRows, batchSize));
  }

  /** The rows of {@code shard} in step {@code step}, counted from 1, of the first network. */
  public int[] rows(int shard, long step) {
    return rows(shard, step, 0);
  }

  /** The rows of {@code shard} in step {@code step} that a network of a bag sees. */
  public int[] rows(int shard, long step, int which) {
    Folds held = folds();
    long batch = (step - 1) % stepsPerEpoch();
    long epochKey = CounterRandom.key(seed, epoch(step));
    EpochOrder line = new EpochOrder(shardRows, epochKey);
    int from = line.given(batch * batchSize)[shard];
    int to = line.given(Math.min(totalRows, (batch + 1) * batchSize))[shard];
    Permutation order = new Permutation(shardRows[shard], CounterRandom.key(epochKey, shard));
    int[] rows = new int[to - from];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = held.row(allRows[shard], which, order.at(from + i));
    }
    return rows;
  }
}
