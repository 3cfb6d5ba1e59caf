package org.summand.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.summand.compute.Loss;
import org.summand.data.TargetScaling;
import org.summand.nn.Network;
import org.summand.train.metric.HeadMetrics;
import org.summand.train.metric.ProbabilityMetrics;

/**
 * How good a network is on some rows: the mean loss, and accuracy where it classifies or RMSE and
 * R² where it predicts numbers; where that is asked for, how good its probabilities, quantiles or
 * counts are. All by row weight; sums in double, merged in the order of the shards.
 */
public final class Evaluation implements Serializable {
  private static final long serialVersionUID = 1;

  /** How much is to be told. */
  public enum Detail {
    /** Loss and metric: a few numbers a shard. */
    BRIEF,
    /**
     * How good probabilities are, too, but for their order, or quantiles or counts: some fifty
     * numbers a shard.
     */
    PROBABILITIES,
    /** All of it, with the area under the curve: half a MiB a shard. */
    FULL
  }

  /** The words of {@link #toTexts} that every evaluation has. */
  private static final int HEAD = 5;

  private final boolean classifies;
  private long rows;
  private double weight;
  private double loss;
  private double correct;

  /** For each number that is expected: the targets' mean and squared deviations, and the errors. */
  private final double[] mean;

  private final double[] deviations;
  private final double[] errors;

  /** Null where they are not asked for, and where there are none. */
  private final ProbabilityMetrics probabilities;

  /** Null likewise. */
  private final HeadMetrics metrics;

  /** The brief evaluation of no rows. */
  public Evaluation(Network network) {
    this(network, Detail.BRIEF);
  }

  /** The evaluation of no rows. */
  public Evaluation(Network network, Detail detail) {
    classifies = network.loss().classifies();
    probabilities =
        classifies && detail != Detail.BRIEF
            ? new ProbabilityMetrics(network.head(), detail == Detail.FULL)
            : null;
    metrics = detail == Detail.BRIEF ? null : HeadMetrics.of(network.head()).orElse(null);
    int outputs = network.head().expected();
    mean = new double[outputs];
    deviations = new double[outputs];
    errors = new double[outputs];
  }

  /** One that is known already; the arrays are taken as they are. */
  private Evaluation(
      boolean classifies,
      long rows,
      double[] sums,
      double[] mean,
      double[] deviations,
      double[] errors,
      HeadMetrics metrics) {
    this.classifies = classifies;
    this.rows = rows;
    weight = sums[0];
    loss = sums[1];
    correct = sums[2];
    this.mean = mean;
    this.deviations = deviations;
    this.errors = errors;
    this.metrics = metrics;
    probabilities = null;
  }

  /** All of a brief one, to the bit, in words without blanks. */
  public List<String> toTexts() {
    List<String> texts = new ArrayList<>(List.of(String.valueOf(classifies), String.valueOf(rows)));
    DoubleStream.of(weight, loss, correct).mapToObj(String::valueOf).forEach(texts::add);
    Stream.of(mean, deviations, errors)
        .flatMapToDouble(DoubleStream::of)
        .mapToObj(String::valueOf)
        .forEach(texts::add);
    return texts;
  }

  /**
   * What {@link #toTexts} wrote.
   *
   * @throws IllegalArgumentException where it cannot have written that
   */
  public static Evaluation ofTexts(List<String> texts) {
    int outputs = (texts.size() - HEAD) / 3;
    boolean classifies = Boolean.parseBoolean(texts.get(0));
    if (texts.size() != HEAD + 3 * outputs || (classifies && outputs > 0)) {
      throw new IllegalArgumentException(
          "it has " + texts.size() + " numbers where an evaluation should be");
    }
    double[] numbers = texts.stream().skip(2).mapToDouble(Double::parseDouble).toArray();
    return new Evaluation(
        classifies,
        Long.parseLong(texts.get(1)),
        numbers,
        Arrays.copyOfRange(numbers, 3, 3 + outputs),
        Arrays.copyOfRange(numbers, 3 + outputs, 3 + 2 * outputs),
        Arrays.copyOfRange(numbers, 3 + 2 * outputs, 3 + 3 * outputs),
        null);
  }

  /** Adds the loss of a block of rows. */
  public void addLoss(double blockLoss, int blockRows) {
    loss += blockLoss;
    rows += blockRows;
  }

  /** Adds a row of a classification. */
  public void addPrediction(double rowWeight, double shareCorrect) {
    weight += rowWeight;
    correct += rowWeight * shareCorrect;
  }

  /** Adds how probable the network holds what a row is, where that is asked for. */
  public void addProbabilities(double rowWeight, float[] z, int zAt, float[] target, int tAt) {
    if (probabilities != null) {
      probabilities.add(z, zAt, target, tAt, rowWeight);
    }
    if (metrics != null) {
      metrics.add(rowWeight, z, zAt, target, tAt);
    }
  }

  /**
   * Adds a row of a regression.
   *
   * @param answers those of this row from {@code at} on
   */
  public void addNumbers(double rowWeight, float[] answers, int at, float[] target, int tAt) {
    weight += rowWeight;
    if (metrics != null) {
      metrics.add(rowWeight, answers, at, target, tAt);
    }
    for (int c = 0; c < mean.length && rowWeight > 0; c++) {
      double t = target[tAt + c];
      double delta = t - mean[c];
      mean[c] += delta * rowWeight / weight;
      deviations[c] += rowWeight * delta * (t - mean[c]);
      double error = answers[at + c] - t;
      errors[c] += rowWeight * error * error;
    }
  }

  /** Adds the evaluation of other rows to this one, and returns this one. */
  public Evaluation add(Evaluation other) {
    double total = weight + other.weight;
    for (int c = 0; c < mean.length && other.weight > 0; c++) {
      double delta = other.mean[c] - mean[c];
      deviations[c] += other.deviations[c] + delta * delta * weight * (other.weight / total);
      mean[c] += delta * other.weight / total;
      errors[c] += other.errors[c];
    }
    rows += other.rows;
    weight = total;
    loss += other.loss;
    correct += other.correct;
    if (metrics != null) {
      metrics.add(other.metrics);
    }
    if (probabilities != null) {
      probabilities.add(other.probabilities);
    }
    return this;
  }

  /** The same in the labels' own unit, of an evaluation on scaled targets. */
  public Evaluation inLabelUnit(TargetScaling targets, Loss learned) {
    if (classifies) {
      return this;
    }
    double[] sums = {weight, loss * targets.lossUnit(learned), correct};
    double[] spread = targets.deviation();
    double[] unscaled = Arrays.copyOf(targets.mean(), mean.length);
    double[] squaredDeviations = deviations.clone();
    double[] squaredErrors = errors.clone();
    for (int c = 0; c < mean.length; c++) {
      unscaled[c] += spread[c] * mean[c];
      squaredDeviations[c] *= spread[c] * spread[c];
      squaredErrors[c] *= spread[c] * spread[c];
    }
    HeadMetrics inUnit = metrics == null ? null : metrics.inUnit(spread);
    return new Evaluation(
        classifies, rows, sums, unscaled, squaredDeviations, squaredErrors, inUnit);
  }

  /** Whether it can be one of this network. */
  public boolean isOf(Network network) {
    return classifies == network.loss().classifies() && mean.length == network.head().expected();
  }

  /** The rows evaluated. */
  public long rows() {
    return rows;
  }

  /** Whether {@link #accuracy} has a meaning. */
  public boolean classifies() {
    return classifies;
  }

  /** Whether {@link #rmse} and {@link #r2} have a meaning. */
  public boolean hasErrors() {
    return errors.length > 0;
  }

  /**
   * How good quantiles or counts are, or the answers to each of several labels that are yes or no;
   * empty for others, and where it was not asked for.
   */
  public Optional<HeadMetrics> metrics() {
    return Optional.ofNullable(metrics);
  }

  /**
   * The mean loss; NaN for no rows. Of several outputs it is that of their scaled targets, whatever
   * their units; see {@link TargetScaling#lossUnit}.
   */
  public double loss() {
    return loss / weight;
  }

  /** How good probabilities are; empty for numbers, and where it was not asked for. */
  public Optional<ProbabilityMetrics> probabilities() {
    return Optional.ofNullable(probabilities);
  }

  /** The share of right predictions, 0 to 1; NaN for no rows. */
  public double accuracy() {
    return correct / weight;
  }

  /** The root of the mean squared error, over all outputs, in the target's unit. */
  public double rmse() {
    double sum = 0;
    for (double error : errors) {
      sum += error;
    }
    return Math.sqrt(sum / (weight * errors.length));
  }

  /**
   * The share of the targets' variance that is explained, {@code 1 − Σe²/Σ(t − t̄)²}, averaged over
   * the outputs; 1 is perfect, 0 no better than the mean.
   */
  public double r2() {
    double sum = 0;
    for (int c = 0; c < errors.length; c++) {
      sum += 1 - errors[c] / deviations[c];
    }
    return sum / errors.length;
  }
}
