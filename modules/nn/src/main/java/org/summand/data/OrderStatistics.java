package org.summand.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

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
  private final double[][] shares;
  private final float[][] ignored;

  /** For each quantile of each column: the bytes known, and how many numbers with them precede. */
  private final int[] known;

  private final long[] place;
  private int round;

  /**
   * @param columns how many there are
   * @param shares the quantiles to find in each column, in [0, 1], in ascending order
   */
  public OrderStatistics(int columns, double... shares) {
    this(repeated(shares, columns), new float[columns][0]);
  }

  /**
   * @param shares the quantiles to find in each column, as many in each
   * @param ignored numbers of each column, ascending, that count as if they were missing
   */
  public OrderStatistics(double[][] shares, float[][] ignored) {
    this.shares = shares.clone();
    this.ignored = ignored.clone();
    columns = shares.length;
    quantiles = columns == 0 ? 0 : shares[0].length;
    known = new int[columns * quantiles];
    place = new long[columns * quantiles];
  }

  private static double[][] repeated(double[] shares, int columns) {
    double[][] each = new double[columns][];
    Arrays.fill(each, shares);
    return each;
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
    int[][] firsts = firstsOfColumns();
    int shift = Integer.SIZE - Byte.SIZE * (round + 1);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        float x = features[r * width + from + c];
        if (Float.isNaN(x) || Arrays.binarySearch(ignored[c], x) >= 0) {
          continue;
        }
        int key = key(x);
        int first = find(firsts[c], round == 0 ? 0 : key >>> (shift + Byte.SIZE));
        if (first >= 0) {
          counts[first * BYTE_VALUES + (key >>> shift & (BYTE_VALUES - 1))]++;
        }
      }
    }
    return counts;
  }

  /** The first of the quantiles that begin with some bytes; −1 where none does. */
  private int find(int[] firsts, int head) {
    int low = 0;
    int high = firsts.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Integer.compareUnsigned(known[firsts[middle]], head);
      if (order == 0) {
        return firsts[middle];
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** For each column the quantiles that begin otherwise than the one before them. */
  private int[][] firstsOfColumns() {
    boolean[] isFirst = firsts();
    int[][] all = new int[columns][];
    for (int c = 0; c < columns; c++) {
      all[c] =
          IntStream.range(c * quantiles, (c + 1) * quantiles).filter(i -> isFirst[i]).toArray();
    }
    return all;
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
    if (round == 0) {
      findPlaces(counts);
    }
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

  /** Of how many numbers a column has, which the first round tells. */
  private void findPlaces(long[] counts) {
    for (int c = 0; c < columns && quantiles > 0; c++) {
      int at = c * quantiles * BYTE_VALUES;
      long numbers = Arrays.stream(counts, at, at + BYTE_VALUES).sum();
      for (int q = 0; q < quantiles; q++) {
        place[c * quantiles + q] = (long) (shares[c][q] * Math.max(0, numbers - 1));
      }
    }
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
