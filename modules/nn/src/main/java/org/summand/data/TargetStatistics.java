package org.summand.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.summand.compute.Loss;

/**
 * Mean and variance of each target of a regression, merged shard by shard in double (Chan, Golub
 * and LeVeque, 1979); merged in the same order, the same bits.
 *
 * <p>By row weight, unlike {@link ColumnStatistics}, because losses and R² are: a row of weight 2
 * counts as two rows, and one of weight 0, whose label may be anything, as none.
 */
public final class TargetStatistics implements Serializable {
  private static final long serialVersionUID = 1;

  private double weight;
  private final double[] mean;
  private final double[] squares;
  private final float[] least;
  private final float[] largest;

  /** The statistics of no rows. */
  public TargetStatistics(int columns) {
    mean = new double[columns];
    squares = new double[columns];
    least = new float[columns];
    largest = new float[columns];
    Arrays.fill(least, Float.POSITIVE_INFINITY);
    Arrays.fill(largest, Float.NEGATIVE_INFINITY);
  }

  /** The statistics of one shard, row by row. */
  public static TargetStatistics of(Shard shard, int columns) {
    TargetStatistics statistics = new TargetStatistics(columns);
    for (int r = 0; r < shard.rows(); r++) {
      statistics.addRow(shard.targets(), r * (columns + 1));
    }
    return statistics;
  }

  private void addRow(float[] targets, int at) {
    double rowWeight = targets[at + mean.length];
    if (rowWeight == 0) {
      return;
    }
    weight += rowWeight;
    for (int c = 0; c < mean.length; c++) {
      float t = targets[at + c];
      double delta = t - mean[c];
      mean[c] += delta * (rowWeight / weight);
      squares[c] += rowWeight * delta * (t - mean[c]);
      least[c] = Math.min(least[c], t);
      largest[c] = Math.max(largest[c], t);
    }
  }

  /** Adds the statistics of other rows to these, and returns these. */
  public TargetStatistics add(TargetStatistics other) {
    double total = weight + other.weight;
    for (int c = 0; c < mean.length && other.weight > 0; c++) {
      double delta = other.mean[c] - mean[c];
      double share = other.weight / total;
      squares[c] += other.squares[c] + delta * delta * weight * share;
      mean[c] += delta * share;
      least[c] = Math.min(least[c], other.least[c]);
      largest[c] = Math.max(largest[c], other.largest[c]);
    }
    weight = total;
    return this;
  }

  /** Whether no target differs from row to row. */
  public boolean areConstant() {
    // By size: -0 is 0.
    return IntStream.range(0, mean.length).noneMatch(c -> largest[c] > least[c]);
  }

  /** The smallest of each target, of the rows that weigh something. */
  public float[] least() {
    return least.clone();
  }

  /** What brings targets to the size that a network learns with a loss. */
  public TargetScaling scaling(Loss loss) {
    return loss.kind() == Loss.Kind.POISSON ? inMeans() : standardize();
  }

  /** Divides each target by its mean, so that what is 0 stays so. */
  private TargetScaling inMeans() {
    double[] unit = new double[mean.length];
    for (int c = 0; c < mean.length; c++) {
      unit[c] = mean[c] > 0 ? mean[c] : 1;
    }
    return new TargetScaling(new double[mean.length], unit);
  }

  /**
   * Brings each target to mean 0 and standard deviation 1; one that is always the same becomes 0.
   */
  private TargetScaling standardize() {
    double[] deviation = new double[mean.length];
    for (int c = 0; c < mean.length; c++) {
      deviation[c] = largest[c] > least[c] ? Math.sqrt(squares[c] / weight) : 1;
    }
    return new TargetScaling(mean, deviation);
  }
}
