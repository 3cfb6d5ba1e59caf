package org.summand.data;

import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * The columns that are a number to learn, but for a factor and a shift: of which a straight line
 * leaves no more than a millionth of the number's variance, {@code 1 − r² ≤ 10⁻⁶} with Pearson's
 * {@code r}, over the rows where the column has a number. Sums in double about each shard's means,
 * merged shard by shard (Chan, Golub and LeVeque, 1979); merged in the same order, the same bits.
 */
public final class NumberLeaks implements Serializable {
  private static final long serialVersionUID = 1;

  /** Of fewer rows a column may agree by chance. */
  private static final int LEAST_ROWS = 20;

  private static final double UNEXPLAINED = 1e-6;

  private final int columns;
  private final int numbers;
  private long rows;

  /** For each column x, and in it each number y to learn: the rows, and their means. */
  private final long[] counts;

  private final double[] meanX;
  private final double[] meanY;

  /** The sums of dx·dx, dy·dy and dx·dy about the means. */
  private final double[] squaresX;

  private final double[] squaresY;
  private final double[] products;

  /** Those of no rows. */
  public NumberLeaks(int columns, int numbers) {
    this.columns = columns;
    this.numbers = numbers;
    int pairs = columns * numbers;
    counts = new long[pairs];
    meanX = new double[pairs];
    meanY = new double[pairs];
    squaresX = new double[pairs];
    squaresY = new double[pairs];
    products = new double[pairs];
  }

  /**
   * Those of one shard.
   *
   * @param columns the floats of a row
   * @param numbers the numbers to learn of a row
   */
  public static NumberLeaks of(Shard shard, int columns, int numbers) {
    NumberLeaks leaks = new NumberLeaks(columns, numbers);
    leaks.rows = shard.rows();
    for (int r = 0; r < shard.rows(); r++) {
      leaks.addToMeans(shard, r);
    }
    for (int i = 0; i < leaks.counts.length; i++) {
      leaks.meanX[i] /= Math.max(1, leaks.counts[i]);
      leaks.meanY[i] /= Math.max(1, leaks.counts[i]);
    }
    for (int r = 0; r < shard.rows(); r++) {
      leaks.addToProducts(shard, r);
    }
    return leaks;
  }

  private void addToMeans(Shard shard, int row) {
    for (int c = 0, i = 0; c < columns; c++) {
      float x = shard.features()[row * columns + c];
      for (int t = 0; t < numbers; t++, i++) {
        if (!Float.isNaN(x)) {
          counts[i]++;
          meanX[i] += x;
          meanY[i] += shard.targets()[row * (numbers + 1) + t];
        }
      }
    }
  }

  private void addToProducts(Shard shard, int row) {
    for (int c = 0, i = 0; c < columns; c++) {
      float x = shard.features()[row * columns + c];
      for (int t = 0; t < numbers; t++, i++) {
        if (!Float.isNaN(x)) {
          double dx = x - meanX[i];
          double dy = shard.targets()[row * (numbers + 1) + t] - meanY[i];
          squaresX[i] += dx * dx;
          squaresY[i] += dy * dy;
          products[i] += dx * dy;
        }
      }
    }
  }

  /** Adds those of other rows to these, and returns these. */
  public NumberLeaks add(NumberLeaks other) {
    rows += other.rows;
    for (int i = 0; i < counts.length; i++) {
      if (other.counts[i] > 0) {
        add(other, i);
      }
    }
    return this;
  }

  private void add(NumberLeaks other, int i) {
    long total = counts[i] + other.counts[i];
    double dx = other.meanX[i] - meanX[i];
    double dy = other.meanY[i] - meanY[i];
    double share = (double) other.counts[i] / total;
    double both = counts[i] * share;
    squaresX[i] += other.squaresX[i] + dx * dx * both;
    squaresY[i] += other.squaresY[i] + dy * dy * both;
    products[i] += other.products[i] + dx * dy * both;
    meanX[i] += dx * share;
    meanY[i] += dy * share;
    counts[i] = total;
  }

  /**
   * The columns, counted from 0, that are one of the numbers to learn; none where there are too few
   * rows, and not those without a number in half of them.
   */
  public int[] columns() {
    return IntStream.range(0, counts.length)
        .filter(this::isLeak)
        .map(i -> i / numbers)
        .distinct()
        .toArray();
  }

  private boolean isLeak(int i) {
    double explained = products[i] / squaresX[i] * (products[i] / squaresY[i]);
    return counts[i] >= LEAST_ROWS && 2 * counts[i] > rows && 1 - explained <= UNEXPLAINED;
  }
}
