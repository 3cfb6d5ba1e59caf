package org.summand.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The rows of one mini-batch after another, for systems that leave choosing them to the caller:
 * every row once an epoch, in a new random order each, the last batch short where it must be.
 */
public final class Batches {
  private final int[] order;
  private final int size;
  private final SplittableRandom random;
  private int next;

  public Batches(int rows, int size, long seed) {
    order = IntStream.range(0, rows).toArray();
    this.size = size;
    random = new SplittableRandom(seed);
    next = rows;
  }

  /** The batches of an epoch. */
  public static int perEpoch(int rows, int size) {
    return (rows + size - 1) / size;
  }

  /** The rows of the next batch. */
  public int[] next() {
    if (next == order.length) {
      shuffle();
      next = 0;
    }
    int from = next;
    next = Math.min(order.length, from + size);
    return Arrays.copyOfRange(order, from, next);
  }

  private void shuffle() {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int row = order[i];
      order[i] = order[other];
      order[other] = row;
    }
  }
}
