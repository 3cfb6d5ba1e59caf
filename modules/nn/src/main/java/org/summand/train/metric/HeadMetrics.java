package org.summand.train.metric;

import java.io.Serializable;
import java.util.Optional;
import org.summand.nn.Head;

/**
 * How good answers are of which a loss, an accuracy or an RMSE says too little: sums by row weight,
 * in double, merged in the order of the shards.
 */
public abstract sealed class HeadMetrics implements Serializable
    permits QuantileMetrics, CountMetrics, LabelMetrics {
  private static final long serialVersionUID = 1;

  HeadMetrics() {}

  /** Those of no rows; empty for a head that has none. */
  public static Optional<HeadMetrics> of(Head head) {
    return switch (head.loss().kind()) {
      case QUANTILES -> Optional.of(new QuantileMetrics(head.loss().levels()));
      case POISSON -> Optional.of(new CountMetrics(head.outputs()));
      case BINARY_CROSS_ENTROPY ->
          head.outputs() > 1 ? Optional.of(new LabelMetrics(head.outputs())) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /**
   * Adds a row.
   *
   * @param answers those of this row from {@code at} on; of yes or no the raw outputs
   * @param targets those of this row from {@code targetAt} on
   */
  public abstract void add(
      double rowWeight, float[] answers, int at, float[] targets, int targetAt);

  /** Adds those of other rows, with the same head, to these. */
  public abstract void add(HeadMetrics others);

  /**
   * The same of answers and targets in another unit.
   *
   * @param unit of each number that is learned, how many times it is as large in that unit
   */
  public abstract HeadMetrics inUnit(double[] unit);
}
