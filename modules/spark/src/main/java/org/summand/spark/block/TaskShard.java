package org.summand.spark.block;

import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.Partition;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.StorageLevel;
import org.summand.data.BlockLayout;
import org.summand.data.Shard;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** A shard as a task sees it: its blocks are packed or read when they are asked for. */
public final class TaskShard {
  /** For Spark. */
  public static final ClassTag<TaskShard> TAG = ClassTag$.MODULE$.apply(TaskShard.class);

  private final RDD<Shard> source;
  private final BlockLayout layout;
  private final int index;
  private final Partition partition;
  private final TaskContext task;
  private boolean isStored;
  private Shard whole;

  /**
   * A shard.
   *
   * @param source the blocks of all shards
   * @param layout how these are cut
   * @param index its place among them
   * @param partition its partition where shards are whole
   */
  public TaskShard(
      RDD<Shard> source, BlockLayout layout, int index, Partition partition, TaskContext task) {
    this.source = source;
    this.layout = layout;
    this.index = index;
    this.partition = partition;
    this.task = task;
  }

  /** Its place among the shards of the data set. */
  public int index() {
    return index;
  }

  /** Its task. */
  public TaskContext task() {
    return task;
  }

  /** The number of its blocks. */
  public int blocks() {
    return layout.blocks(index);
  }

  /**
   * A block, packed or read from wherever it is kept, and that of a shard of one block only once;
   * also in another thread than the task's.
   */
  public Shard block(int block) {
    return blocks() == 1 ? whole() : read(block);
  }

  private Shard read(int block) {
    if (!(source instanceof CutShards cut)) {
      return packed();
    }
    if (!isKept()) {
      return cut(cut.whole(partition, task), block);
    }
    store();
    Optional<Shard> found = find(cut, block);
    if (found.isEmpty()) {
      // Lost since, with the executor that kept it.
      makeMissing(cut);
      found = find(cut, block);
    }
    return found.orElseThrow(
        () -> new IllegalStateException("block " + block + " of shard " + index + " is not kept"));
  }

  private Optional<Shard> find(CutShards cut, int block) {
    Optional<Shard> found = BlockStore.find(cut.id(index, block));
    found.ifPresent(
        shard ->
            task.taskMetrics()
                .inputMetrics()
                .incBytesRead(
                    BlockBytes.size((long) shard.features().length + shard.targets().length)));
    return found;
  }

  /** Makes all blocks that are kept nowhere yet, all of them at once. */
  public synchronized void store() {
    if (isStored) {
      return;
    }
    if (!(source instanceof CutShards cut)) {
      whole();
    } else if (isKept()) {
      makeMissing(cut);
    }
    isStored = true;
  }

  private synchronized void makeMissing(CutShards cut) {
    BlockId[] ids =
        IntStream.range(0, blocks()).mapToObj(b -> cut.id(index, b)).toArray(BlockId[]::new);
    if (BlockStore.areKept(ids)) {
      return;
    }
    Shard shard = cut.whole(partition, task);
    for (int b = 0; b < blocks(); b++) {
      BlockStore.keep(ids[b], cut(shard, b), source.getStorageLevel());
    }
  }

  private Shard cut(Shard shard, int block) {
    int start = layout.start(index, block);
    return shard.block(start, start + layout.rows(index, block));
  }

  private boolean isKept() {
    return !source.getStorageLevel().equals(StorageLevel.NONE());
  }

  /** The shard where it is one block, read once. */
  public synchronized Shard whole() {
    if (whole == null) {
      whole = read(0);
    }
    return whole;
  }

  private Shard packed() {
    Iterator<Shard> found = source.iterator(partition, task);
    Shard shard = found.next();
    // Spark lets go of a block when its end was seen.
    found.hasNext();
    return shard;
  }

  /**
   * Whether Spark keeps a shard of one block in this process's memory, and not on disk for lack of
   * it.
   */
  public boolean isInMemory() {
    RDDBlockId id = new RDDBlockId(source.id(), layout.number(index, 0));
    return SparkEnv.get().blockManager().memoryStore().contains(id);
  }
}
