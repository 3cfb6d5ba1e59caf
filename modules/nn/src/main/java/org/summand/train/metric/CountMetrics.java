package org.summand.train.metric;

/**
 * How good the means of counts are: the mean deviance of Poisson's distribution, {@code
 * 2·(t·log(t/y) − t + y)}, over rows and outputs.
 */
public final class CountMetrics extends HeadMetrics {
  private static final long serialVersionUID = 1;

  private double weight;
  private final double[] deviances;

  CountMetrics(int outputs) {
    deviances = new double[outputs];
  }

  @Override
  public void add(double rowWeight, float[] answers, int at, float[] targets, int targetAt) {
    weight += rowWeight;
    for (int i = 0; i < deviances.length && rowWeight > 0; i++) {
      deviances[i] += rowWeight * deviance(targets[targetAt + i], answers[at + i]);
    }
  }

  /** An answer of 0 is as little as a float can be, so that no target is infinitely unlikely. */
  private static double deviance(double target, double answer) {
    double mean = Math.max(answer, Float.MIN_VALUE);
    return 2 * ((target > 0 ? target * Math.log(target / mean) : 0) - target + mean);
  }

  @Override
  public void add(HeadMetrics others) {
    CountMetrics other = (CountMetrics) others;
    weight += other.weight;
    for (int i = 0; i < deviances.length; i++) {
      deviances[i] += other.deviances[i];
    }
  }

  @Override
  public CountMetrics inUnit(double[] unit) {
    CountMetrics same = new CountMetrics(deviances.length);
    same.add(this);
    for (int i = 0; i < deviances.length; i++) {
      same.deviances[i] *= unit[i];
    }
    return same;
  }

  /** The mean deviance; NaN for no rows. */
  public double deviance() {
    double sum = 0;
    for (double deviance : deviances) {
      sum += deviance;
    }
    return sum / (weight * deviances.length);
  }
}
