package org.summand.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Count, mean, variance and range of each feature of a data set, merged shard by shard in double
 * (Chan, Golub and LeVeque, 1979); merged in the same order, the same bits.
 */
public final class ColumnStatistics implements Serializable {
  private static final long serialVersionUID = 1;

  private long rows;
  private final double[] mean;
  private final double[] squares;
  private final float[] least;
  private final float[] largest;

  /** The statistics of no rows. */
  public ColumnStatistics(int columns) {
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
    rows++;
    for (int c = 0; c < mean.length; c++) {
      float x = features[at + c];
      double delta = x - mean[c];
      mean[c] += delta / rows;
      squares[c] += delta * (x - mean[c]);
      least[c] = Math.min(least[c], x);
      largest[c] = Math.max(largest[c], x);
    }
  }

  /** Adds the statistics of other rows to these, and returns these. */
  public ColumnStatistics add(ColumnStatistics other) {
    long total = rows + other.rows;
    for (int c = 0; c < mean.length && other.rows > 0; c++) {
      double delta = other.mean[c] - mean[c];
      squares[c] += other.squares[c] + delta * delta * rows * ((double) other.rows / total);
      mean[c] += delta * other.rows / total;
      least[c] = Math.min(least[c], other.least[c]);
      largest[c] = Math.max(largest[c], other.largest[c]);
    }
    rows = total;
    return this;
  }

  /** The rows seen. */
  public long rows() {
    return rows;
  }

  /** Brings each column to mean 0 and standard deviation 1; a constant column becomes 0. */
  public Scaling standardize() {
    float[] offset = new float[mean.length];
    float[] factor = new float[mean.length];
    for (int c = 0; c < mean.length; c++) {
      double deviation = Math.sqrt(squares[c] / Math.max(1, rows));
      offset[c] = (float) mean[c];
      factor[c] = (float) (largest[c] > least[c] ? 1 / deviation : 0);
    }
    return new Scaling(offset, factor);
  }

  /** Brings each column's range to 0 … 1; a constant column becomes 0. */
  public Scaling minMax() {
    float[] offset = new float[mean.length];
    float[] factor = new float[mean.length];
    for (int c = 0; c < mean.length; c++) {
      boolean varies = largest[c] > least[c];
      offset[c] = rows == 0 ? 0 : least[c];
      factor[c] = varies ? (float) (1 / ((double) largest[c] - least[c])) : 0;
    }
    return new Scaling(offset, factor);
  }
}
