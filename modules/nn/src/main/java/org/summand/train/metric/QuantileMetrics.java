package org.summand.train.metric;

/**
 * How good quantiles are. Of each: the mean pinball loss, {@code max(q·(t − y), (q − 1)·(t − y))},
 * and the coverage, the share of targets that are at most the answer, which of good quantiles is
 * nearly the level.
 */
public final class QuantileMetrics extends HeadMetrics {
  private static final long serialVersionUID = 1;

  private final float[] levels;
  private double weight;
  private final double[] losses;
  private final double[] covered;

  QuantileMetrics(float[] levels) {
    this.levels = levels;
    losses = new double[levels.length];
    covered = new double[levels.length];
  }

  @Override
  public void add(double rowWeight, float[] answers, int at, float[] targets, int targetAt) {
    weight += rowWeight;
    for (int i = 0; i < levels.length && rowWeight > 0; i++) {
      double error = (double) targets[targetAt] - answers[at + i];
      losses[i] += rowWeight * Math.max(levels[i] * error, (levels[i] - 1) * error);
      covered[i] += error <= 0 ? rowWeight : 0;
    }
  }

  @Override
  public void add(HeadMetrics others) {
    QuantileMetrics other = (QuantileMetrics) others;
    weight += other.weight;
    for (int i = 0; i < levels.length; i++) {
      losses[i] += other.losses[i];
      covered[i] += other.covered[i];
    }
  }

  @Override
  public QuantileMetrics inUnit(double[] unit) {
    QuantileMetrics same = new QuantileMetrics(levels);
    same.add(this);
    for (int i = 0; i < levels.length; i++) {
      same.losses[i] *= unit[0];
    }
    return same;
  }

  /** The levels, rising. */
  public float[] levels() {
    return levels.clone();
  }

  /**
   * The mean pinball loss of a quantile; NaN for no rows.
   *
   * @param i its number, from 0
   */
  public double loss(int i) {
    return losses[i] / weight;
  }

  /**
   * The share of targets that are at most a quantile's answer; NaN for no rows.
   *
   * @param i its number, from 0
   */
  public double coverage(int i) {
    return covered[i] / weight;
  }
}
