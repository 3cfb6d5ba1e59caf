package org.summand.spark.shard;

import java.io.Serializable;
import org.summand.compute.CounterRandom;
import org.summand.data.ClassLeaks;
import org.summand.data.ColumnStatistics;
import org.summand.data.NumberLeaks;
import org.summand.data.Shard;
import org.summand.data.TargetStatistics;
import org.summand.nn.Head;
import org.summand.spark.table.RowFault;

/**
 * What the driver learns of a packed shard: counts, never rows.
 *
 * <p>A final class rather than a record, because Kryo cannot serialise records.
 */
final class ShardInfo implements Serializable {
  private static final long serialVersionUID = 1;

  /** Of more numbers to learn, features are not compared with each. */
  private static final int MOST_NUMBERS = 4;

  final int rows;
  final int validationRows;
  final RowFault fault;

  /** Of the rows to learn from and those to validate on. */
  final long fingerprint;

  /** The training rows of each class; empty for a regression. */
  final long[] classRows;

  /** The validation rows of each class; empty for a regression. */
  final long[] validationClassRows;

  /** The sum of the training rows' weights. */
  final double weight;

  /** The sums of the weights of the training rows of each class; empty for a regression. */
  final double[] classWeights;

  /** The sum of the validation rows' weights. */
  final double validationWeight;

  /** The sums of the weights of the validation rows of each class; empty for a regression. */
  final double[] validationClassWeights;

  /** Of the training features, raw; null unless anything is learned of them. */
  final ColumnStatistics statistics;

  /** Of the training targets; null unless their scaling is learned. */
  final TargetStatistics targets;

  /** Which features tell the class of the training rows; null unless it is learned. */
  final ClassLeaks classLeaks;

  /** Which features tell the numbers to learn of the training rows; null unless they are. */
  final NumberLeaks numberLeaks;

  /**
   * @param features the floats of a raw row's features
   * @param withStatistics whether anything is learned of the features
   * @param scalesTargets whether the scaling of the numbers to learn is learned
   * @param isToLearnFrom whether the label is learned, and not known
   */
  ShardInfo(
      ShardPair pair,
      int features,
      Head head,
      boolean withStatistics,
      boolean scalesTargets,
      boolean isToLearnFrom) {
    int classes = head.classes();
    int numbers = head.numbers();
    rows = pair.training.rows();
    validationRows = pair.validation.rows();
    fault = pair.fault;
    fingerprint = CounterRandom.key(pair.training.fingerprint(), pair.validation.fingerprint());
    classRows = classRows(pair.training, classes);
    classWeights = classWeights(pair.training, classes);
    weight = weight(pair.training);
    validationClassRows = classRows(pair.validation, classes);
    validationWeight = weight(pair.validation);
    validationClassWeights = classWeights(pair.validation, classes);
    statistics = withStatistics ? ColumnStatistics.of(pair.training, features) : null;
    targets = scalesTargets ? TargetStatistics.of(pair.training, numbers) : null;
    classLeaks =
        isToLearnFrom && classes > 0 ? ClassLeaks.of(pair.training, features, classes) : null;
    boolean areFew = numbers > 0 && numbers <= MOST_NUMBERS;
    numberLeaks = isToLearnFrom && areFew ? NumberLeaks.of(pair.training, features, numbers) : null;
  }

  private static double weight(Shard shard) {
    double sum = 0;
    for (int r = 0; r < shard.rows(); r++) {
      sum += shard.weight(r);
    }
    return sum;
  }

  private static double[] classWeights(Shard shard, int classes) {
    double[] sums = new double[classes];
    int cols = shard.targetCols();
    for (int r = 0; r < shard.rows() && classes > 0; r++) {
      sums[Math.round(shard.targets()[r * cols])] += shard.weight(r);
    }
    return sums;
  }

  private static long[] classRows(Shard shard, int classes) {
    long[] counts = new long[classes];
    int cols = shard.targetCols();
    for (int r = 0; r < shard.rows() && classes > 0; r++) {
      counts[Math.round(shard.targets()[r * cols])]++;
    }
    return counts;
  }
}
