package org.summand.spark.shard;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaRDD;
import org.summand.data.Shard;
import org.summand.data.TargetScaling;
import org.summand.table.TableEncoder;

/**
 * A data set on the cluster, packed: one shard to learn from in each partition, one to validate on
 * beside it.
 */
public final class ShardedData implements AutoCloseable {
  private final JavaRDD<Shard> training;
  private final JavaRDD<Shard> validation;
  private final int[] shardRows;
  private final long validationRows;
  private final OptionalDouble largestClass;
  private final TableEncoder encoder;
  private final TargetScaling targetScaling;
  private final List<String> classNames;
  private final long fingerprint;
  private final List<DataWarning> warnings;

  ShardedData(
      JavaRDD<Shard> training,
      JavaRDD<Shard> validation,
      int[] shardRows,
      long validationRows,
      OptionalDouble largestClass,
      TableEncoder encoder,
      TargetScaling targetScaling,
      List<String> classNames,
      long fingerprint,
      List<DataWarning> warnings) {
    this.training = training;
    this.validation = validation;
    this.shardRows = shardRows;
    this.validationRows = validationRows;
    this.largestClass = largestClass;
    this.encoder = encoder;
    this.targetScaling = targetScaling;
    this.classNames = List.copyOf(classNames);
    this.fingerprint = fingerprint;
    this.warnings = List.copyOf(warnings);
  }

  /** The shards to learn from, the one of index i in partition i. */
  public JavaRDD<Shard> training() {
    return training;
  }

  /** The shards to validate on; those of no rows where there is nothing to validate on. */
  public JavaRDD<Shard> validation() {
    return validation;
  }

  /** The rows to learn from. */
  public long trainingRows() {
    return Arrays.stream(shardRows).asLongStream().sum();
  }

  /** The rows to validate on. */
  public long validationRows() {
    return validationRows;
  }

  /**
   * The share of the largest class among the rows to validate on, by their weights, which is the
   * accuracy of predicting nothing else; where there are no such rows, among those to learn from;
   * empty for a regression.
   */
  public OptionalDouble largestClass() {
    return largestClass;
  }

  /** The rows to learn from of each shard. */
  public int[] shardRows() {
    return shardRows.clone();
  }

  /** The rows of the shard that has the fewest. */
  public int leastRows() {
    return Arrays.stream(shardRows).min().orElse(0);
  }

  /** The number of shards. */
  public int shards() {
    return shardRows.length;
  }

  /** The columns, and what became of them. */
  public TableEncoder encoder() {
    return encoder;
  }

  /** How the targets were scaled; nothing is, where they are classes. */
  public TargetScaling targetScaling() {
    return targetScaling;
  }

  /** The classes by name, in the order of the outputs; empty where labels are numbers from 0. */
  public List<String> classNames() {
    return classNames;
  }

  /** 64 bits that stand for all rows, how they are cut into shards, encoded and weighted. */
  public String fingerprint() {
    return String.format("%016x", fingerprint);
  }

  /** What is odd about the rows, of those that are learned from. */
  public List<DataWarning> warnings() {
    return warnings;
  }

  /** Brings all shards to where they will be used, so that nothing is needed of what was before. */
  void load() {
    training.foreach(shard -> {});
    validation.foreach(shard -> {});
  }

  /** Drops the shards from the cluster's memory and disks. */
  @Override
  public void close() {
    training.unpersist(false);
    validation.unpersist(false);
  }
}
