package org.summand.train.metric;

/**
 * How good the answers to each of several labels are that are yes or no: accuracy, log loss, and
 * how many are yes.
 */
public final class LabelMetrics extends HeadMetrics {
  private static final long serialVersionUID = 1;

  private double weight;
  private final double[] correct;
  private final double[] losses;
  private final double[] yes;

  LabelMetrics(int labels) {
    correct = new double[labels];
    losses = new double[labels];
    yes = new double[labels];
  }

  @Override
  public void add(double rowWeight, float[] answers, int at, float[] targets, int targetAt) {
    weight += rowWeight;
    for (int i = 0; i < correct.length && rowWeight > 0; i++) {
      double z = answers[at + i];
      double t = targets[targetAt + i];
      correct[i] += z > 0 == t > 0.5 ? rowWeight : 0;
      losses[i] += rowWeight * ProbabilityMetrics.logLoss(z, t);
      yes[i] += rowWeight * t;
    }
  }

  @Override
  public void add(HeadMetrics others) {
    LabelMetrics other = (LabelMetrics) others;
    weight += other.weight;
    for (int i = 0; i < correct.length; i++) {
      correct[i] += other.correct[i];
      losses[i] += other.losses[i];
      yes[i] += other.yes[i];
    }
  }

  @Override
  public LabelMetrics inUnit(double[] unit) {
    return this;
  }

  /** How many labels there are. */
  public int labels() {
    return correct.length;
  }

  /**
   * The share of right answers to a label, 0 to 1; NaN for no rows.
   *
   * @param label its number, from 0
   */
  public double accuracy(int label) {
    return correct[label] / weight;
  }

  /**
   * The mean of {@code −log p} of what was right; NaN for no rows.
   *
   * @param label its number, from 0
   */
  public double logLoss(int label) {
    return losses[label] / weight;
  }

  /**
   * The share of rows that are yes, 0 to 1; NaN for no rows.
   *
   * @param label its number, from 0
   */
  public double share(int label) {
    return yes[label] / weight;
  }
}
