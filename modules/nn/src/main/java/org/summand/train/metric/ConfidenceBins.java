package org.summand.train.metric;

import java.io.Serializable;

/**
 * How often answers are right beside how sure of them the network is: the expected calibration
 * error (Naeini, Cooper and Hauskrecht, AAAI 2015; Guo et al., ICML 2017, equation 3),
 *
 * <pre>Σ_b (w_b/W)·|right_b/w_b − confidence_b/w_b|</pre>
 *
 * <p>over bins of equal width of the confidence, the probability of the answer that is given; bin b
 * of B holds confidences in {@code ((b − 1)/B, b/B]}.
 */
final class ConfidenceBins implements Serializable {
  private static final long serialVersionUID = 1;

  /** As many as Guo et al. have. */
  private static final int BINS = 15;

  private final double[] right = new double[BINS];
  private final double[] confident = new double[BINS];
  private double weight;

  void add(double confidence, boolean isRight, double rowWeight) {
    int bin = Math.max(0, Math.min(BINS, (int) Math.ceil(confidence * BINS)) - 1);
    right[bin] += isRight ? rowWeight : 0;
    confident[bin] += rowWeight * confidence;
    weight += rowWeight;
  }

  void add(ConfidenceBins other) {
    for (int b = 0; b < BINS; b++) {
      right[b] += other.right[b];
      confident[b] += other.confident[b];
    }
    weight += other.weight;
  }

  /** The error, 0 to 1; NaN for no rows. */
  double error() {
    double sum = 0;
    for (int b = 0; b < BINS; b++) {
      sum += Math.abs(right[b] - confident[b]);
    }
    return sum / weight;
  }
}
