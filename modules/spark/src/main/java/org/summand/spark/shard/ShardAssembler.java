package org.summand.spark.shard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.summand.data.BadDataException;
import org.summand.data.Shard;
import org.summand.spark.table.RowFault;

/**
 * Joins the blocks that reached a shard. Rows are put into the order of their hashes, and equal
 * hashes into the order of their values, so that the order in which blocks arrived leaves no trace.
 */
final class ShardAssembler {
  private final int index;
  private final int features;
  private final int width;
  private final List<Block> training = new ArrayList<>();
  private final List<Block> validation = new ArrayList<>();
  private RowFault fault;

  /**
   * @param features the features of a row
   * @param width the floats of a row: features, targets and weight
   */
  ShardAssembler(int index, int features, int width) {
    this.index = index;
    this.features = features;
    this.width = width;
  }

  ShardPair assemble(Iterator<Block> blocks) {
    try {
      blocks.forEachRemaining(this::accept);
      return new ShardPair(shard(training), shard(validation), fault);
    } catch (BadDataException tooLarge) {
      return refused(tooLarge.getMessage());
    } catch (OutOfMemoryError full) {
      // Thrown on, it ends the executor, and the run in words about neither memory nor shards.
      return refused(
          "shard "
              + index
              + " does not fit into the memory of its process ("
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB), where it is held more than twice while it is packed; use more shards, or a"
              + " larger spark.executor.memory");
    }
  }

  /** No rows, and why. */
  private ShardPair refused(String why) {
    training.clear();
    validation.clear();
    return new ShardPair(shard(training), shard(validation), RowFault.of(why));
  }

  private void accept(Block block) {
    if (block.fault != null) {
      fault = RowFault.first(fault, block.fault);
    } else {
      (block.validation ? validation : training).add(block);
    }
  }

  private Shard shard(List<Block> blocks) {
    long count = blocks.stream().mapToLong(block -> block.hashes.length).sum();
    if (count * Math.max(features, width - features) > Integer.MAX_VALUE) {
      throw new BadDataException(
          "shard "
              + index
              + " would have "
              + count
              + " rows of "
              + features
              + " features, more than one array holds; use more shards");
    }
    int rows = (int) count;
    RowAt[] order = order(blocks, rows);
    int targetCols = width - features;
    float[] shardFeatures = new float[rows * features];
    float[] targets = new float[rows * targetCols];
    for (int r = 0; r < rows; r++) {
      float[] values = order[r].block.values;
      int at = order[r].row * width;
      System.arraycopy(values, at, shardFeatures, r * features, features);
      System.arraycopy(values, at + features, targets, r * targetCols, targetCols);
    }
    return new Shard(index, rows, shardFeatures, targets);
  }

  private RowAt[] order(List<Block> blocks, int rows) {
    RowAt[] order = new RowAt[rows];
    int next = 0;
    for (Block block : blocks) {
      for (int row = 0; row < block.hashes.length; row++) {
        order[next++] = new RowAt(block, row);
      }
    }
    Arrays.sort(order, this::compare);
    return order;
  }

  private int compare(RowAt one, RowAt other) {
    int byHash = Long.compare(one.block.hashes[one.row], other.block.hashes[other.row]);
    if (byHash != 0) {
      return byHash;
    }
    int at = one.row * width;
    int otherAt = other.row * width;
    return Arrays.compare(
        one.block.values, at, at + width, other.block.values, otherAt, otherAt + width);
  }

  private record RowAt(Block block, int row) {}
}
