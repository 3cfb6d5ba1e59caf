package org.summand.spark.shard;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.summand.compute.CounterRandom;
import org.summand.data.BadDataException;
import org.summand.data.ClassLeaks;
import org.summand.data.ClassWeights;
import org.summand.data.ColumnStatistics;
import org.summand.data.NumberLeaks;
import org.summand.data.TargetStatistics;
import org.summand.spark.table.RowFault;
import org.summand.table.MessageText;

/** What the shards are together, and whether a network can learn from them. */
final class ShardTotals {
  private final List<ShardInfo> infos;

  /**
   * @param infos one a shard, in their order; at least one
   */
  ShardTotals(List<ShardInfo> infos) {
    this.infos = infos;
  }

  /** The rows to learn from of each shard. */
  int[] shardRows() {
    return infos.stream().mapToInt(info -> info.rows).toArray();
  }

  /** The rows to validate on of each shard. */
  int[] validationShardRows() {
    return infos.stream().mapToInt(info -> info.validationRows).toArray();
  }

  /** The rows to learn from. */
  long rows() {
    return infos.stream().mapToLong(info -> info.rows).sum();
  }

  /** The rows to validate on. */
  long validationRows() {
    return infos.stream().mapToLong(info -> info.validationRows).sum();
  }

  /** The rows to learn from of each class; empty for a regression. */
  long[] classRows() {
    long[] counts = new long[infos.get(0).classRows.length];
    infos.forEach(info -> Arrays.setAll(counts, c -> counts[c] + info.classRows[c]));
    return counts;
  }

  /** The rows to validate on of each class; empty for a regression. */
  long[] validationClassRows() {
    long[] counts = new long[infos.get(0).validationClassRows.length];
    infos.forEach(info -> Arrays.setAll(counts, c -> counts[c] + info.validationClassRows[c]));
    return counts;
  }

  /** The features that tell the class of a row; none where that was not looked for. */
  int[] classLeaks(int features) {
    if (infos.get(0).classLeaks == null) {
      return new int[0];
    }
    ClassLeaks sum = new ClassLeaks(features, infos.get(0).classRows.length);
    infos.forEach(info -> sum.add(info.classLeaks));
    return sum.columns();
  }

  /** The features that tell a number to learn; none where that was not looked for. */
  int[] numberLeaks(int features, int numbers) {
    if (infos.get(0).numberLeaks == null) {
      return new int[0];
    }
    NumberLeaks sum = new NumberLeaks(features, numbers);
    infos.forEach(info -> sum.add(info.numberLeaks));
    return sum.columns();
  }

  /**
   * The share of the largest class among the validation rows, by their weights: the accuracy of
   * predicting nothing else. Where there are none, among those to learn from; empty for a
   * regression.
   */
  OptionalDouble largestClass() {
    boolean validates = validationRows() > 0;
    double[] weights = new double[infos.get(0).validationClassWeights.length];
    for (ShardInfo info : infos) {
      double[] own = validates ? info.validationClassWeights : info.classWeights;
      Arrays.setAll(weights, c -> weights[c] + own[c]);
    }
    double total = Arrays.stream(weights).sum();
    return total > 0
        ? OptionalDouble.of(Arrays.stream(weights).max().orElseThrow() / total)
        : OptionalDouble.empty();
  }

  /** The statistics of the features to learn from; of no rows where nothing is learned of them. */
  ColumnStatistics statistics(int features) {
    ColumnStatistics sum = new ColumnStatistics(features);
    infos.stream()
        .filter(info -> info.statistics != null)
        .forEach(info -> sum.add(info.statistics));
    return sum;
  }

  /** The statistics of the targets to learn; of no rows where no scaling is learned. */
  TargetStatistics targets(int numbers) {
    TargetStatistics sum = new TargetStatistics(numbers);
    infos.stream().filter(info -> info.targets != null).forEach(info -> sum.add(info.targets));
    return sum;
  }

  /** 64 bits that stand for all rows, and for what is done to them. */
  long fingerprint(long treatment) {
    return infos.stream().mapToLong(info -> info.fingerprint).reduce(treatment, CounterRandom::key);
  }

  /**
   * Checks that there are rows to learn from, and that none is bad.
   *
   * @throws BadDataException telling of the first that is
   */
  void requireRows() {
    RowFault fault = infos.stream().map(info -> info.fault).reduce(null, RowFault::first);
    if (fault != null) {
      throw fault.exception();
    }
    if (rows() + validationRows() == 0) {
      throw new BadDataException("the table has no rows");
    }
    if (rows() == 0) {
      throw new BadDataException(
          "all "
              + validationRows()
              + " rows are held out for validation and none is left to learn"
              + " from");
    }
  }

  /**
   * Checks that each shard's rows fit one array, however many inputs columns have become.
   *
   * @throws BadDataException telling of the first that does not
   */
  void requireRoom(int inputs) {
    for (int shard = 0; shard < infos.size(); shard++) {
      long rows = Math.max(infos.get(shard).rows, infos.get(shard).validationRows);
      if (rows * inputs > Integer.MAX_VALUE) {
        throw new BadDataException(
            "shard "
                + shard
                + " would have "
                + rows
                + " rows of "
                + inputs
                + " inputs, more than one array holds; use more shards");
      }
    }
  }

  /**
   * Checks that rows weigh something: means are taken by weight.
   *
   * @param column that of row weights
   */
  void requireWeight(ClassWeights classWeights, Optional<String> column) {
    double weight = infos.stream().mapToDouble(info -> info.weight).sum();
    if (!classWeights.isNone() && weight > 0) {
      float[] each = classWeights.weights(classRows());
      weight = infos.stream().mapToDouble(info -> weighted(info.classWeights, each)).sum();
    }
    String by =
        column.map(name -> "column '" + name + "'").orElse("the class weights")
            + (classWeights.isNone() || column.isEmpty() ? "" : " and the class weights");
    if (weight == 0) {
      throw weightless("all rows to learn from", by);
    }
    if (weight > Float.MAX_VALUE) {
      throw new BadDataException(
          "the rows to learn from weigh "
              + weight
              + " together, more than a 32-bit float holds; divide the weights"
              + column.map(name -> " in column '" + name + "'").orElse(""));
    }
    if (validationRows() > 0 && infos.stream().allMatch(info -> info.validationWeight == 0)) {
      throw weightless("the " + validationRows() + " rows held out for validation", by);
    }
  }

  private static double weighted(double[] classWeights, float[] each) {
    double sum = 0;
    for (int c = 0; c < each.length; c++) {
      sum += classWeights[c] * each[c];
    }
    return sum;
  }

  private static BadDataException weightless(String rows, String by) {
    return new BadDataException(rows + " weigh 0, by " + by + "; give some of them a weight");
  }

  /**
   * Checks that a classifier has something to tell apart.
   *
   * @param classNames the classes by name; empty where labels are numbers
   */
  void requireTwoClasses(List<String> classNames) {
    long[] counts = classRows();
    int[] seen = IntStream.range(0, counts.length).filter(c -> counts[c] > 0).toArray();
    if (seen.length == 1) {
      String name =
          classNames.isEmpty()
              ? String.valueOf(seen[0])
              : "'" + MessageText.shortened(classNames.get(seen[0])) + "'";
      throw new BadDataException(
          "all rows to learn from have the label "
              + name
              + "; a classifier needs at least two classes");
    }
  }

  /**
   * Checks that a regression has something to learn.
   *
   * @param labels the columns of the labels
   */
  void requireDifferentNumbers(TargetStatistics targets, List<String> labels) {
    if (targets.areConstant()) {
      throw new BadDataException(
          "all rows to learn from have the label "
              + MessageText.list(floats(targets.least()))
              + " in "
              + MessageText.list(labels.stream().map(name -> "column '" + name + "'").toList())
              + ", as 32-bit floats have it, so there is nothing to learn; name another label, or,"
              + " where they differ in later digits, subtract something first");
    }
  }

  private static List<String> floats(float[] values) {
    return IntStream.range(0, values.length).mapToObj(i -> String.valueOf(values[i])).toList();
  }
}
