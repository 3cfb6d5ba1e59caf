package org.summand.spark.shard;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.summand.data.BlockLayout;
import org.summand.data.TargetScaling;
import org.summand.spark.block.ShardBlocks;
import org.summand.table.TableEncoder;

/**
 * A data set on the cluster, packed: one shard to learn from in each partition, one to validate on
 * beside it.
 */
public final class ShardedData implements AutoCloseable {
  private final ShardBlocks training;
  private final ShardBlocks validation;
  private final int blockRows;
  private final boolean areBlocksGiven;
  private final int rowFloats;
  private final OptionalDouble largestClass;
  private final TableEncoder encoder;
  private final TargetScaling targetScaling;
  private final List<String> classNames;
  private final long fingerprint;
  private final List<DataWarning> warnings;

  ShardedData(
      ShardBlocks training,
      ShardBlocks validation,
      int blockRows,
      boolean areBlocksGiven,
      int rowFloats,
      OptionalDouble largestClass,
      TableEncoder encoder,
      TargetScaling targetScaling,
      List<String> classNames,
      long fingerprint,
      List<DataWarning> warnings) {
    this.training = training;
    this.validation = validation;
    this.blockRows = blockRows;
    this.areBlocksGiven = areBlocksGiven;
    this.rowFloats = rowFloats;
    this.largestClass = largestClass;
    this.encoder = encoder;
    this.targetScaling = targetScaling;
    this.classNames = List.copyOf(classNames);
    this.fingerprint = fingerprint;
    this.warnings = List.copyOf(warnings);
  }

  /** The floats of a row: its inputs, targets and weight. */
  public int rowFloats() {
    return rowFloats;
  }

  /** Whether somebody said how many rows a block has. */
  public boolean areBlocksGiven() {
    return areBlocksGiven;
  }

  /** The shards to learn from. */
  public ShardBlocks training() {
    return training;
  }

  /** The shards to validate on; those of no rows where there is nothing to validate on. */
  public ShardBlocks validation() {
    return validation;
  }

  /** The rows to learn from. */
  public long trainingRows() {
    return rows(training);
  }

  /** The rows to validate on. */
  public long validationRows() {
    return rows(validation);
  }

  private static long rows(ShardBlocks of) {
    return Arrays.stream(of.layout().shardRows()).asLongStream().sum();
  }

  /**
   * The share of the largest class among the rows to validate on, by their weights, which is the
   * accuracy of predicting nothing else; where there are no such rows, among those to learn from;
   * empty for a regression.
   */
  public OptionalDouble largestClass() {
    return largestClass;
  }

  /** How the rows to learn from are cut into shards and blocks. */
  public BlockLayout layout() {
    return training.layout();
  }

  /** The rows of a block, where a shard is more than one window of them. */
  public int blockRows() {
    return blockRows;
  }

  /** The rows of the shard that has the fewest. */
  public int leastRows() {
    return Arrays.stream(layout().shardRows()).min().orElse(0);
  }

  /** The number of shards. */
  public int shards() {
    return layout().shards();
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
    training.store();
    validation.store();
  }

  /** Drops the shards from the cluster's memory and disks. */
  @Override
  public void close() {
    training.unpersist();
    validation.unpersist();
  }
}
