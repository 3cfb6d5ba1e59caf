package org.summand.spark.block;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.Dependency;
import org.apache.spark.NarrowDependency;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.summand.data.BlockLayout;
import org.summand.data.Shard;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Shards, one in each partition, whose blocks are looked for only when the task asks for them.
 * Spark itself would pack a shard, or read it from a disk, before the first line of the task has
 * run, which then could neither say that it runs nor how long that took.
 */
final class LazyShards extends RDD<TaskShard> {
  private static final long serialVersionUID = 1;

  private final RDD<Shard> source;
  private final BlockLayout layout;
  private final Partition[] shards;

  LazyShards(RDD<Shard> source, BlockLayout layout, Partition[] shards) {
    super(
        source.context(),
        CutShards.seq(List.<Dependency<?>>of(new FromBlocks(source, layout))),
        TaskShard.TAG);
    this.source = source;
    this.layout = layout;
    this.shards = shards;
  }

  @Override
  public Partition[] getPartitions() {
    Partition[] partitions = new Partition[shards.length];
    for (int s = 0; s < shards.length; s++) {
      partitions[s] = new ShardPartition(s, shards[s]);
    }
    return partitions;
  }

  @Override
  public Iterator<TaskShard> compute(Partition partition, TaskContext task) {
    ShardPartition own = (ShardPartition) partition;
    return CollectionConverters.asScala(
        List.of(new TaskShard(source, layout, own.index(), own.ofShard, task)).iterator());
  }

  /** A shard comes from all of its blocks. */
  private static final class FromBlocks extends NarrowDependency<Shard> {
    private static final long serialVersionUID = 1;

    private final BlockLayout layout;

    FromBlocks(RDD<Shard> source, BlockLayout layout) {
      super(source);
      this.layout = layout;
    }

    @Override
    public Seq<Object> getParents(int shard) {
      return CutShards.seq(
          IntStream.range(0, layout.blocks(shard))
              .mapToObj(b -> (Object) layout.number(shard, b))
              .toList());
    }
  }

  /** A shard, and its partition where shards are whole. */
  private static final class ShardPartition extends NumberedPartition {
    private static final long serialVersionUID = 1;

    private final Partition ofShard;

    ShardPartition(int index, Partition ofShard) {
      super(index);
      this.ofShard = ofShard;
    }
  }
}
