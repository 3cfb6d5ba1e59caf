package org.summand.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Count, mean, variance and range of each feature of a data set, those that are missing (NaN) not
 * counted, merged shard by shard in double (Chan, Golub and LeVeque, 1979); merged in the same
 * order, the same bits.
 */
public final class ColumnStatistics implements Serializable {
  private static final long serialVersionUID = 1;

  private final long[] counts;
  private final double[] mean;
  private final double[] squares;
  private final float[] least;
  private final float[] largest;

  /** The statistics of no rows. */
  public ColumnStatistics(int columns) {
    counts = new long[columns];
    mean = new double[columns];
    squares = new double[columns];
    least = new float[columns];
    largest = new float[columns];
    Arrays.fill(least, Float.POSITIVE_INFINITY);
    Arrays.fill(largest, Float.NEGATIVE_INFINITY);
  }

  /** The statistics of one shard, row by row. */
  public static ColumnStatistics of(Shard shard, int columns) {
    ColumnStatistics statistics = new ColumnStatistics(columns);
    for (int r = 0; r < shard.rows(); r++) {
      statistics.addRow(shard.features(), r * columns);
    }
    return statistics;
  }

  private void addRow(float[] features, int at) {
    for (int c = 0; c < mean.length; c++) {
      float x = features[at + c];
      if (Float.isNaN(x)) {
        continue;
      }
      counts[c]++;
      double delta = x - mean[c];
      mean[c] += delta / counts[c];
      squares[c] += delta * (x - mean[c]);
      least[c] = Math.min(least[c], x);
      largest[c] = Math.max(largest[c], x);
    }
  }

  /** Adds the statistics of other rows to these, and returns these. */
  public ColumnStatistics add(ColumnStatistics other) {
    for (int c = 0; c < mean.length; c++) {
      if (other.counts[c] == 0) {
        continue;
      }
      long total = counts[c] + other.counts[c];
      double share = (double) other.counts[c] / total;
      double delta = other.mean[c] - mean[c];
      squares[c] += other.squares[c] + delta * delta * counts[c] * share;
      mean[c] += delta * other.counts[c] / total;
      counts[c] = total;
      least[c] = Math.min(least[c], other.least[c]);
      largest[c] = Math.max(largest[c], other.largest[c]);
    }
    return this;
  }

  /** The numbers of a column that are not missing. */
  public long count(int column) {
    return counts[column];
  }

  /** The mean of a column; 0 for one without numbers. */
  public double mean(int column) {
    return mean[column];
  }

  /** Whether a column has at least two different numbers. */
  public boolean varies(int column) {
    return largest[column] > least[column];
  }

  /** The largest less the least number of a column that has numbers. */
  public double range(int column) {
    return (double) largest[column] - least[column];
  }

  /** The standard deviation of a column, of its numbers as a population. */
  public double deviation(int column) {
    return Math.sqrt(squares[column] / Math.max(1, counts[column]));
  }

  /** The least number of a column that has numbers. */
  public float least(int column) {
    return least[column];
  }
}
