package org.summand.spark.block;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.Dependency;
import org.apache.spark.NarrowDependency;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.RDDBlockId;
import org.summand.data.BlockLayout;
import org.summand.data.Shard;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The blocks of shards, one in each partition: so each can be kept, read and lost by itself. For
 * Spark, which tells where they are and drops them, this is an RDD that is kept; what is in it is
 * known to {@link BlockStore} alone, and a task that needs a block asks its {@link TaskShard}.
 */
final class CutShards extends RDD<Shard> {
  private static final long serialVersionUID = 1;

  private final RDD<Shard> whole;
  private final BlockLayout layout;

  CutShards(RDD<Shard> whole, BlockLayout layout) {
    super(whole.context(), dependency(whole, layout), ShardBlocks.SHARD);
    this.whole = whole;
    this.layout = layout;
  }

  private static Seq<Dependency<?>> dependency(RDD<Shard> whole, BlockLayout layout) {
    int[] shardOf = new int[layout.blocks()];
    for (int s = 0; s < layout.shards(); s++) {
      for (int b = 0; b < layout.blocks(s); b++) {
        shardOf[layout.number(s, b)] = s;
      }
    }
    return seq(List.of(new FromOne(whole, shardOf)));
  }

  static <T> Seq<T> seq(List<T> of) {
    return CollectionConverters.asScala(of).toSeq();
  }

  @Override
  public Partition[] getPartitions() {
    return IntStream.range(0, layout.blocks())
        .mapToObj(BlockPartition::new)
        .toArray(Partition[]::new);
  }

  @Override
  public Iterator<Shard> compute(Partition partition, TaskContext task) {
    throw new UnsupportedOperationException("blocks are read by their shard's task");
  }

  /** A shard, put together. */
  Shard whole(Partition ofShard, TaskContext task) {
    return whole.iterator(ofShard, task).next();
  }

  /** What Spark knows a block by. */
  BlockId id(int shard, int block) {
    return new RDDBlockId(id(), layout.number(shard, block));
  }

  /** A block comes from one shard. */
  private static final class FromOne extends NarrowDependency<Shard> {
    private static final long serialVersionUID = 1;

    private final int[] shardOf;

    FromOne(RDD<Shard> whole, int[] shardOf) {
      super(whole);
      this.shardOf = shardOf;
    }

    @Override
    public Seq<Object> getParents(int block) {
      return seq(List.of(shardOf[block]));
    }
  }

  /** A block of a shard. */
  private static final class BlockPartition extends NumberedPartition {
    private static final long serialVersionUID = 1;

    BlockPartition(int index) {
      super(index);
    }
  }
}
