package org.summand.spark.block;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockData;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.io.ChunkedByteBuffer;
import org.summand.data.Shard;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Blocks in Spark's store, as bytes: it counts them, keeps them in memory or, where that is full,
 * in files, hands them to other executors, and forgets them with the RDD whose partitions they are.
 */
final class BlockStore {
  private BlockStore() {}

  private static BlockManager manager() {
    return SparkEnv.get().blockManager();
  }

  /**
   * Keeps a block in this process.
   *
   * @throws UncheckedIOException where there is no room, neither in memory nor on a disk
   */
  static void keep(BlockId id, Shard block, StorageLevel level) {
    manager()
        .putBytes(id, new ChunkedByteBuffer(BlockBytes.of(block)), level, true, ShardBlocks.SHARD);
  }

  /** A block that is kept in this process, or else in another one; also outside of a task. */
  static Optional<Shard> find(BlockId id) {
    Option<BlockData> here = manager().getLocalBytes(id);
    if (here.isDefined()) {
      try {
        return Optional.of(BlockBytes.read(here.get()));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      } finally {
        manager().releaseLock(id, Option.empty());
      }
    }
    Option<ChunkedByteBuffer> elsewhere = manager().getRemoteBytes(id);
    return elsewhere.isDefined()
        ? Optional.of(BlockBytes.read(elsewhere.get().toByteBuffer()))
        : Optional.empty();
  }

  /** Whether all of these are kept somewhere. */
  static boolean areKept(BlockId[] ids) {
    return CollectionConverters.asJava(manager().master().getLocations(ids)).stream()
        .noneMatch(places -> places.isEmpty());
  }
}
