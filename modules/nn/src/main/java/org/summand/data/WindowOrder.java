package org.summand.data;

import java.util.Arrays;
import org.summand.compute.CounterRandom;

/**
 * The order in which a shard gives its rows in one epoch: its blocks in a random order, cut into
 * windows of neighbours in that order; the rows of the first window in a random order, then those
 * of the second. Each block is needed once an epoch and for a while. With one window it is a random
 * order of all rows.
 *
 * <p>Two levels of shuffling, of blocks and of the rows in a buffer of them, are CorgiPile's (Xu et
 * al., SIGMOD 2022).
 */
final class WindowOrder {
  /** Windows are permuted under their numbers, which are never negative. */
  private static final long BLOCKS = -1;

  /** The rows that each block gives. */
  private final int[] blockRows;

  private final long key;

  /** The blocks of each window, in their own order. */
  private final int[][] windows;

  /** The place of each window's first row, and that of the end. */
  private final int[] begin;

  /**
   * @param blockRows the rows that each block gives
   * @param share the most rows that a step takes: no window is smaller
   * @param key what the random choices depend on
   */
  WindowOrder(int[] blockRows, int share, long key) {
    this.blockRows = blockRows;
    this.key = key;
    int count = windows(blockRows, share);
    Permutation order = new Permutation(blockRows.length, CounterRandom.key(key, BLOCKS));
    windows = new int[count][];
    begin = new int[count + 1];
    for (int w = 0; w < count; w++) {
      int from = (int) ((long) blockRows.length * w / count);
      int to = (int) ((long) blockRows.length * (w + 1) / count);
      windows[w] = new int[to - from];
      begin[w + 1] = begin[w];
      for (int i = from; i < to; i++) {
        int block = count == 1 ? i : order.at(i);
        windows[w][i - from] = block;
        begin[w + 1] += blockRows[block];
      }
      Arrays.sort(windows[w]);
    }
  }

  /** As many windows of about {@link BlockLayout#WINDOW} blocks as hold the rows of a step each. */
  private static int windows(int[] blockRows, int share) {
    int blocks = blockRows.length;
    int least = Math.max(1, Arrays.stream(blockRows).min().orElse(1));
    int needed = Math.max(1, (int) Math.min(blocks, ((long) share + least - 1) / least));
    int windows = (blocks + BlockLayout.WINDOW - 1) / BlockLayout.WINDOW;
    return Math.max(1, Math.min(windows, blocks / needed));
  }

  /** The number of windows. */
  int windows() {
    return windows.length;
  }

  /** The blocks of a window, in their own order. */
  int[] blocks(int window) {
    return windows[window].clone();
  }

  /** The window in which the row at a place is; the last one for what is behind. */
  int window(int place) {
    int window = 0;
    while (window < windows.length - 1 && place >= begin[window + 1]) {
      window++;
    }
    return window;
  }

  /** Hears of a row. */
  @FunctionalInterface
  interface Taker {
    /**
     * A row of a block.
     *
     * @param i how many were told of before
     * @param at its place in the block
     */
    void take(int i, int block, int at);
  }

  /** Tells of the rows at some places, in their order. */
  void forEach(int from, int to, Taker taker) {
    int window = window(from);
    Permutation order = null;
    for (int place = from; place < to; place++) {
      while (place >= begin[window + 1]) {
        window++;
        order = null;
      }
      if (order == null) {
        order = new Permutation(begin[window + 1] - begin[window], windowKey(window));
      }
      int at = order.at(place - begin[window]);
      int i = 0;
      while (at >= blockRows[windows[window][i]]) {
        at -= blockRows[windows[window][i]];
        i++;
      }
      taker.take(place - from, windows[window][i], at);
    }
  }

  private long windowKey(int window) {
    return windows.length == 1 ? key : CounterRandom.key(key, window);
  }
}
