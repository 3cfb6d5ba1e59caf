package io.summand.data;

import io.summand.compute.CounterRandom;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Which rows of which shard a step takes: a pure function of the seed and the step, so that a
 * retried task sees the same rows and no step has to be remembered.
 *
 * <p>The batch size is that of the whole cluster. An epoch takes every row once; its last batch is
 * short where the size does not divide the rows. Each shard gives to each batch in proportion to
 * its rows, taking them in a random order of its own, new each epoch.
 *
 * <p><b>Proportion.</b> Row {@code k} of the {@code n} rows of a shard (in the epoch's order, from
 * 0) stands at {@code (k + ½)/n} on a line from 0 to 1; the rows of all shards, sorted by where
 * they stand and then by shard, are the epoch. That is Webster's apportionment, and unlike the
 * largest remainder of the running total it never takes a row back when the total grows.
 */
public final class MiniBatches implements Serializable {
  private static final long serialVersionUID = 1;

  private final int[] shardRows;
  private final long totalRows;
  private final int batchSize;
  private final long seed;

  /**
   * @param shardRows the rows of each shard
   * @param batchSize the rows of a batch, over all shards
   */
  public MiniBatches(int[] shardRows, int batchSize, long seed) {
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "the batch size is a number of rows of at least 1, not " + batchSize);
    }
    this.shardRows = shardRows.clone();
    this.totalRows = Arrays.stream(shardRows).asLongStream().sum();
    this.batchSize = batchSize;
    this.seed = seed;
  }

  /** The rows of all shards. */
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

  /** The most rows that any shard gives to a step. */
  public int largestShare() {
    int largest = Arrays.stream(shardRows).max().orElse(0);
    long proportion = totalRows == 0 ? 0 : (long) largest * batchSize / totalRows;
    return (int) Math.min(largest, proportion + 2);
  }

  /** The rows of {@code shard} in step {@code step}, counted from 1. */
  public int[] rows(int shard, long step) {
    long batch = (step - 1) % stepsPerEpoch();
    int from = given(batch)[shard];
    int to = given(batch + 1)[shard];
    long epochKey = CounterRandom.key(seed, epoch(step));
    Permutation order = new Permutation(shardRows[shard], CounterRandom.key(epochKey, shard));
    int[] rows = new int[to - from];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = order.at(from + i);
    }
    return rows;
  }

  /** How many rows each shard has given to the first {@code batches} batches of an epoch. */
  private int[] given(long batches) {
    long count = Math.min(totalRows, batches * batchSize);
    int[] given = new int[shardRows.length];
    long sum = 0;
    for (int s = 0; s < given.length; s++) {
      // The rows that stand before count/totalRows, where they end exactly: n·count/total, rounded.
      given[s] = (int) ((2L * shardRows[s] * count + totalRows) / Math.max(1, 2 * totalRows));
      sum += given[s];
    }
    correct(given, count - sum);
    return given;
  }

  /** Takes the next rows of the line, or gives the last ones back, until the total is right. */
  private void correct(int[] given, long missing) {
    int direction = missing > 0 ? 1 : -1;
    Comparator<Integer> byPlace =
        (s, t) -> {
          int order =
              comparePlaces(candidate(given, s, direction), s, candidate(given, t, direction), t);
          return direction * order;
        };
    PriorityQueue<Integer> queue = new PriorityQueue<>(byPlace);
    if (missing != 0) {
      for (int s = 0; s < given.length; s++) {
        offer(queue, given, s, direction);
      }
    }
    for (long i = 0; i < Math.abs(missing); i++) {
      int s = queue.remove();
      given[s] += direction;
      offer(queue, given, s, direction);
    }
  }

  private void offer(PriorityQueue<Integer> queue, int[] given, int s, int direction) {
    int row = candidate(given, s, direction);
    if (row >= 0 && row < shardRows[s]) {
      queue.add(s);
    }
  }

  /** The row that shard {@code s} would give next, or take back first. */
  private static int candidate(int[] given, int s, int direction) {
    return direction > 0 ? given[s] : given[s] - 1;
  }

  /** Compares {@code (k + ½)/n} by cross-multiplication, exactly; then the shards. */
  private int comparePlaces(int k, int s, int j, int t) {
    int order = Long.compare((2L * k + 1) * shardRows[t], (2L * j + 1) * shardRows[s]);
    return order != 0 ? order : Integer.compare(s, t);
  }
}
