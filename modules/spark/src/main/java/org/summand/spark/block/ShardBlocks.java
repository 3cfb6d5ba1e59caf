package org.summand.spark.block;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.Partition;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManagerId;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.StorageLevel;
import org.summand.data.BlockLayout;
import org.summand.data.Shard;
import org.summand.spark.job.SparkJob;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** The shards of a data set on the cluster, kept by Spark in blocks. */
public final class ShardBlocks {
  static final ClassTag<Shard> SHARD = ClassTag$.MODULE$.apply(Shard.class);

  private final RDD<Shard> blocks;
  private final BlockLayout layout;

  /** The partitions of the whole shards. */
  private final Partition[] shards;

  private ShardBlocks(RDD<Shard> blocks, BlockLayout layout, Partition[] shards) {
    this.blocks = blocks;
    this.layout = layout;
    this.shards = shards;
  }

  /**
   * Cuts shards into blocks.
   *
   * @param whole one shard in each partition, that of index i in partition i
   * @param layout the blocks of each
   */
  public static ShardBlocks of(JavaRDD<Shard> whole, BlockLayout layout) {
    RDD<Shard> shards = whole.rdd();
    RDD<Shard> blocks = layout.isCut() ? new CutShards(shards, layout) : shards;
    return new ShardBlocks(blocks, layout, shards.partitions());
  }

  /** How they are kept in blocks. */
  public BlockLayout layout() {
    return layout;
  }

  /** The blocks of all shards, one after the other. */
  public JavaRDD<Shard> rdd() {
    return new JavaRDD<>(lazy(), TaskShard.TAG)
        .flatMap(shard -> IntStream.range(0, shard.blocks()).mapToObj(shard::block).iterator());
  }

  /** What Spark knows of them, of which nobody but a {@link TaskShard} asks for a block. */
  public RDD<Shard> source() {
    return blocks;
  }

  /** Has Spark keep the blocks, in memory or, where that is full, on disk. */
  public ShardBlocks persist(String name) {
    return persist(name, StorageLevel.MEMORY_AND_DISK());
  }

  /** Has Spark keep the blocks where it is told; those of several to a shard are kept as bytes. */
  public ShardBlocks persist(String name, StorageLevel level) {
    StorageLevel own =
        blocks instanceof CutShards
            ? StorageLevel.apply(
                level.useDisk(), level.useMemory(), level.useOffHeap(), false, level.replication())
            : level;
    blocks.setName(name).persist(own);
    return this;
  }

  /** Drops the blocks from the cluster's memory and disks. */
  public void unpersist() {
    blocks.unpersist(false);
  }

  /** Brings all blocks to where they are kept, so that nothing is needed of what was before. */
  public void store() {
    SparkJob.run(
        () -> {
          new JavaRDD<>(lazy(), TaskShard.TAG).foreach(TaskShard::store);
          return this;
        });
  }

  /** The shards, one in each partition, looked for when a task asks for its own. */
  public RDD<TaskShard> lazy() {
    return new LazyShards(blocks, layout, shards);
  }

  /** The partition of a shard where shards are whole, from which its blocks are made. */
  public Partition partition(int shard) {
    return shards[shard];
  }

  /** The executor that keeps each shard, as Spark names the place to run a task at. */
  public List<Optional<String>> places() {
    if (blocks.getStorageLevel().equals(StorageLevel.NONE())) {
      return IntStream.range(0, shards.length).mapToObj(s -> Optional.<String>empty()).toList();
    }
    // The blocks of a shard are made together, so that one speaks for all.
    BlockId[] firsts =
        IntStream.range(0, shards.length)
            .mapToObj(s -> new RDDBlockId(blocks.id(), layout.number(s, 0)))
            .toArray(BlockId[]::new);
    return CollectionConverters.asJava(SparkEnv.get().blockManager().master().getLocations(firsts))
        .stream()
        .map(kept -> CollectionConverters.asJava(kept).stream().findFirst())
        .map(kept -> kept.map(ShardBlocks::place))
        .toList();
  }

  private static String place(BlockManagerId executor) {
    return "executor_" + executor.host() + "_" + executor.executorId();
  }
}
