package org.summand.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.summand.compute.CounterRandom;

/**
 * The order in which the shards give their rows in one epoch.
 *
 * <p>On a line from 0 to 1, the {@code n} rows of a shard stand {@code 1/n} apart, the first of
 * them at {@code u/n}. The rows of all shards, sorted by where they stand and then by shard, are
 * the epoch, and a batch is a stretch of it: each shard gives in proportion to its rows, and no row
 * is ever taken back, as the largest remainders of a running total would.
 *
 * <p>With the same {@code u} for all, a thousand shards of one row would stand in one place. So the
 * shards draw {@code u = (p + ½)/shards}, where {@code p} is their place in a random order that is
 * new each epoch.
 *
 * <p>Places are whole multiples of 2⁻⁶², so that all of this is exact for any number of rows.
 */
final class EpochOrder {
  private static final long END = 1L << 62;

  private final int[] shardRows;
  private final long totalRows;

  /** Where each shard's first row stands, and how far apart its rows are. */
  private final long[] first;

  private final long[] spacing;

  EpochOrder(int[] shardRows, long epochKey) {
    this.shardRows = shardRows;
    totalRows = Arrays.stream(shardRows).asLongStream().sum();
    int shards = shardRows.length;
    first = new long[shards];
    spacing = new long[shards];
    // Rows are permuted under the shard's number, which is never negative.
    Permutation order = new Permutation(shards, CounterRandom.key(epochKey, -1));
    for (int s = 0; s < shards; s++) {
      spacing[s] = END / Math.max(1, shardRows[s]);
      long part = spacing[s] / shards;
      first[s] = part * order.at(s) + part / 2;
    }
  }

  /**
   * The most rows that any shard gives to a stretch of {@code count} rows.
   *
   * <p>Let the stretch have length {@code d}. A shard has at least {@code n·d − 1} rows in it, so
   * {@code count ≥ totalRows·d − shards}; and it has at most {@code n·d + 1}. One more is for
   * rounding.
   */
  static long mostRows(int[] shardRows, int count) {
    long totalRows = Arrays.stream(shardRows).asLongStream().sum();
    int largest = Arrays.stream(shardRows).max().orElse(0);
    double length = ((double) count + shardRows.length) / Math.max(1, totalRows);
    return (long) (largest * length) + 2;
  }

  /** How many rows of each shard are among the first {@code count} of the epoch. */
  int[] given(long count) {
    long mark = count == totalRows ? END : (long) ((double) count / totalRows * END);
    int[] given = new int[shardRows.length];
    long sum = 0;
    for (int s = 0; s < given.length; s++) {
      given[s] = before(mark, s);
      sum += given[s];
    }
    move(given, count - sum);
    return given;
  }

  /** How many rows of shard {@code s} stand before {@code mark}. */
  private int before(long mark, int s) {
    return mark <= first[s]
        ? 0
        : (int) Math.min(shardRows[s], (mark - first[s] - 1) / spacing[s] + 1);
  }

  /** Takes the next rows of the line, or gives the last ones back, until none is missing. */
  private void move(int[] given, long missing) {
    if (missing == 0) {
      return;
    }
    int direction = missing > 0 ? 1 : -1;
    Comparator<Integer> forward =
        Comparator.<Integer>comparingLong(s -> place(s, next(given, s, direction)))
            .thenComparingInt(s -> s);
    PriorityQueue<Integer> queue =
        new PriorityQueue<>(direction > 0 ? forward : forward.reversed());
    for (int s = 0; s < given.length; s++) {
      offer(queue, given, s, direction);
    }
    for (long i = 0; i < Math.abs(missing); i++) {
      int s = queue.remove();
      given[s] += direction;
      offer(queue, given, s, direction);
    }
  }

  private void offer(PriorityQueue<Integer> queue, int[] given, int s, int direction) {
    int row = next(given, s, direction);
    if (row >= 0 && row < shardRows[s]) {
      queue.add(s);
    }
  }

  /** The row that shard {@code s} would give next, or take back first. */
  private static int next(int[] given, int s, int direction) {
    return direction > 0 ? given[s] : given[s] - 1;
  }

  private long place(int s, int row) {
    return first[s] + row * spacing[s];
  }
}
