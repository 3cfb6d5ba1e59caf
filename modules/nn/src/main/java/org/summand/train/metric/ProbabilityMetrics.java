package org.summand.train.metric;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.summand.compute.Loss;
import org.summand.nn.Head;

/**
 * How good the probabilities are that a network predicts, by row weight; sums that are added in the
 * order of the shards. They are those of what is answered: of an ensemble, of the mean of its
 * members' probabilities. Of several yes-or-no outputs each is a prediction of its own, and all
 * count the same.
 */
public final class ProbabilityMetrics implements Serializable {
  private static final long serialVersionUID = 1;

  /**
   * The bins of all curves together: with two sums each, half a MiB from a shard, which Spark still
   * sends in one message.
   */
  private static final int RANK_BINS = 1 << 15;

  /** Of more classes there would be too few bins for each. */
  private static final int MOST_CURVES = 64;

  private final Loss loss;
  private final int outputs;
  private double weight;
  private double logLoss;
  private double squares;
  private final ConfidenceBins calibration = new ConfidenceBins();
  private final RankHistogram[] ranks;

  /**
   * Those of no rows.
   *
   * @param head one that classifies
   * @param withRanks whether to gather what {@link #areaUnderCurve} needs, half a MiB
   */
  public ProbabilityMetrics(Head head, boolean withRanks) {
    loss = head.loss();
    outputs = head.outputs();
    int curves = !withRanks || outputs > MOST_CURVES ? 0 : head.classes() == 2 ? 1 : outputs;
    ranks = new RankHistogram[curves];
    for (int c = 0; c < curves; c++) {
      ranks[c] = new RankHistogram(RANK_BINS / curves);
    }
  }

  /**
   * Adds a row.
   *
   * @param z the raw outputs, from {@code zAt} on
   * @param target the row's target, from {@code tAt} on
   */
  public void add(float[] z, int zAt, float[] target, int tAt, double rowWeight) {
    weight += rowWeight;
    if (loss.kind() == Loss.Kind.SOFTMAX_CROSS_ENTROPY) {
      addClass(z, zAt, (int) target[tAt], rowWeight);
      return;
    }
    for (int c = 0; c < outputs; c++) {
      addYesOrNo(c, z[zAt + c], target[tAt + c], rowWeight / outputs);
    }
  }

  private void addYesOrNo(int output, double z, double target, double rowWeight) {
    double yes = 1 / (1 + Math.exp(-z));
    logLoss += rowWeight * logLoss(z, target);
    squares += rowWeight * (yes - target) * (yes - target);
    boolean isYes = target > 0.5;
    calibration.add(Math.max(yes, 1 - yes), z > 0 == isYes, rowWeight);
    if (ranks.length > 0) {
      ranks[output].add(z, isYes, rowWeight);
    }
  }

  /** {@code −log p} of what was right, of the raw output of a sigmoid and 1 for yes, 0 for no. */
  static double logLoss(double z, double target) {
    return Math.max(z, 0) - z * target + Math.log1p(Math.exp(-Math.abs(z)));
  }

  private void addClass(float[] z, int at, int target, double rowWeight) {
    int largest = 0;
    for (int c = 1; c < outputs; c++) {
      largest = z[at + c] > z[at + largest] ? c : largest;
    }
    // The largest is left out, so that 1 − p of a p near 1 keeps its digits.
    double[] e = new double[outputs];
    double others = 0;
    for (int c = 0; c < outputs; c++) {
      e[c] = Math.exp(z[at + c] - (double) z[at + largest]);
      others += c == largest ? 0 : e[c];
    }
    double sum = 1 + others;
    logLoss += rowWeight * (Math.log1p(others) - ((double) z[at + target] - z[at + largest]));
    double distance = 0;
    for (int c = 0; c < outputs; c++) {
      double off = e[c] / sum - (c == target ? 1 : 0);
      distance += off * off;
    }
    squares += rowWeight * (outputs == 2 ? distance / 2 : distance);
    calibration.add(1 / sum, largest == target, rowWeight);
    for (int curve = 0; curve < ranks.length; curve++) {
      int c = ranks.length == 1 ? 1 : curve;
      double rest = c == largest ? others : sum - e[c];
      ranks[curve].add(log(e[c]) - log(rest), c == target, rowWeight);
    }
  }

  /** Finite also for 0. */
  private static double log(double number) {
    return Math.log(Math.max(number, Double.MIN_NORMAL));
  }

  /** Adds those of other rows to these. */
  public void add(ProbabilityMetrics other) {
    weight += other.weight;
    logLoss += other.logLoss;
    squares += other.squares;
    calibration.add(other.calibration);
    for (int c = 0; c < ranks.length; c++) {
      ranks[c].add(other.ranks[c]);
    }
  }

  /**
   * The mean of {@code −log p} of what was right, natural logarithm: the cross-entropy (Good,
   * Journal of the Royal Statistical Society B 14, 1952); NaN for no rows.
   */
  public double logLoss() {
    return logLoss / weight;
  }

  /**
   * The mean of {@code (p − t)²} with p the probability of yes, or of the second of two classes,
   * and t 0 or 1: from 0 to 1; of more classes the mean of {@code Σ_c (p_c − t_c)²}, from 0 to 2,
   * as Brier has it (Monthly Weather Review 78, 1950). NaN for no rows.
   */
  public double brierScore() {
    return squares / weight;
  }

  /**
   * By how much answers are more or less often right than the network is sure of them, 0 to 1: the
   * expected calibration error, over 15 equal bins of the probability of the answer given (Guo et
   * al., ICML 2017). NaN for no rows.
   */
  public double calibrationError() {
    return calibration.error();
  }

  /**
   * The area under the receiver operating characteristic, 0 to 1, of the second of two classes
   * against the first; of more classes, or several yes-or-no outputs, the plain mean over each
   * against the rest, those of which there are no rows or no others left out (Fawcett, Pattern
   * Recognition Letters 27, 2006, §8.1). Scores are put into bins, see {@link
   * #areaUnderCurveError}. NaN for rows of one class, for more than 64 curves, and where it was not
   * asked for.
   */
  public double areaUnderCurve() {
    return mean(RankHistogram::area);
  }

  /**
   * By how much the area may differ from that of the scores themselves, at most: half of the pairs
   * of a yes and a no that share a bin, of 32,768 for all curves together.
   */
  public double areaUnderCurveError() {
    return mean(RankHistogram::error);
  }

  /**
   * The area under the curve of one of several yes-or-no outputs; NaN as above.
   *
   * @param output its number, from 0
   */
  public double areaUnderCurve(int output) {
    return ranks.length == 0 ? Double.NaN : ranks[output].area();
  }

  private double mean(ToDoubleFunction<RankHistogram> of) {
    return Arrays.stream(ranks)
        .mapToDouble(of)
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }
}
