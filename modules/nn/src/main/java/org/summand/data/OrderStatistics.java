package org.summand.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Finds exact quantiles of the columns of a data set that lies in parts, whatever the parts and
 * their order: a radix selection. Floats, by their bits, are found from the highest byte to the
 * lowest: in each of {@value #ROUNDS} rounds all parts {@link #count} the numbers that begin with
 * the bytes known so far by their next byte, and the sums of the counts {@link #advance} it.
 *
 * <p>The quantile q of n numbers is the one at place {@code ⌊q·(n − 1)⌋}, counted from 0, of all in
 * their order; those that are missing (NaN) are not counted.
 */
public final class OrderStatistics implements Serializable {
  private static final long serialVersionUID = 1;

  /** The bytes of a float. */
  public static final int ROUNDS = 4;

  private static final int BYTE_VALUES = 256;

  private final int columns;
  private final int quantiles;

  /** For each quantile of each column: the bytes known, and how many numbers with them precede. */
  private final int[] known;

  private final long[] place;
  private int round;

  /**
   * @param counts the numbers of each column that are not missing
   * @param shares the quantiles to find in each column, in [0, 1], in ascending order
   */
  public OrderStatistics(long[] counts, double... shares) {
    columns = counts.length;
    quantiles = shares.length;
    known = new int[columns * quantiles];
    place = new long[columns * quantiles];
    for (int c = 0; c < columns; c++) {
      for (int q = 0; q < quantiles; q++) {
        place[c * quantiles + q] = (long) (shares[q] * Math.max(0, counts[c] - 1));
      }
    }
  }

  /** Whether all bytes are known. */
  public boolean isFound() {
    return round == ROUNDS;
  }

  /**
   * How often each next byte occurs in a part: {@value #BYTE_VALUES} counts for each quantile of
   * each column; for a quantile that begins as the one before it does, only the former has counts.
   *
   * @param features rows × {@code width}
   * @param from which of the {@code width} columns is the first of these
   */
  public long[] count(float[] features, int rows, int width, int from) {
    long[] counts = new long[known.length * BYTE_VALUES];
    boolean[] isFirst = firsts();
    int shift = Integer.SIZE - Byte.SIZE * (round + 1);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        float x = features[r * width + from + c];
        if (Float.isNaN(x)) {
          continue;
        }
        int key = key(x);
        int head = round == 0 ? 0 : key >>> (shift + Byte.SIZE);
        for (int i = c * quantiles; i < (c + 1) * quantiles; i++) {
          if (isFirst[i] && known[i] == head) {
            counts[i * BYTE_VALUES + (key >>> shift & (BYTE_VALUES - 1))]++;
          }
        }
      }
    }
    return counts;
  }

  /** Which quantiles begin otherwise than the one before them in their column. */
  private boolean[] firsts() {
    boolean[] firsts = new boolean[known.length];
    for (int i = 0; i < firsts.length; i++) {
      firsts[i] = i % quantiles == 0 || known[i] != known[i - 1];
    }
    return firsts;
  }

  /** The sums of the counts of two parts. */
  public static long[] add(long[] counts, long[] others) {
    long[] sums = counts.clone();
    Arrays.setAll(sums, i -> counts[i] + others[i]);
    return sums;
  }

  /** Takes the next byte of every quantile from the counts of all parts. */
  public void advance(long[] counts) {
    boolean[] isFirst = firsts();
    int from = 0;
    for (int i = 0; i < known.length; i++) {
      from = isFirst[i] ? i * BYTE_VALUES : from;
      int next = 0;
      while (next < BYTE_VALUES - 1 && place[i] >= counts[from + next]) {
        place[i] -= counts[from + next];
        next++;
      }
      known[i] = known[i] << Byte.SIZE | next;
    }
    round++;
  }

  /**
   * A quantile of a column.
   *
   * @param share its place among the shares
   */
  public float value(int column, int share) {
    int key = known[column * quantiles + share];
    return Float.intBitsToFloat(key < 0 ? key & Integer.MAX_VALUE : ~key);
  }

  /** The bits of a float, such that as unsigned numbers they have the order of the floats. */
  private static int key(float x) {
    int bits = Float.floatToRawIntBits(x);
    return bits < 0 ? ~bits : bits | Integer.MIN_VALUE;
  }
}
