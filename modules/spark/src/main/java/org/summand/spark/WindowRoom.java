package org.summand.spark;

import org.apache.spark.api.java.JavaSparkContext;
import org.summand.data.BadDataException;
import org.summand.data.BlockLayout;
import org.summand.data.MiniBatches;
import org.summand.spark.shard.ShardedData;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The memory that the windows take which all shards are drawn from. Rows that stay in memory anyway
 * take none besides.
 *
 * @param packedBytes the bytes of all rows
 * @param windowBytes those of the windows
 * @param storageBytes what the executors store in memory
 */
record WindowRoom(long packedBytes, long windowBytes, long storageBytes) {
  /** Two that a step may draw from, and the next, which is read meanwhile. */
  private static final int WINDOWS = 3;

  /** The driver's own entry among Spark's executors. */
  private static final String DRIVER = "driver";

  static WindowRoom of(JavaSparkContext spark, ShardedData data, MiniBatches batches) {
    BlockLayout layout = batches.layout();
    long rowBytes = (long) Float.BYTES * data.rowFloats();
    long rows = 0;
    for (int s = 0; s < layout.shards(); s++) {
      if (layout.blocks(s) == 1) {
        rows += layout.rows(s);
      } else {
        rows += (long) WINDOWS * rows(layout, s, batches.blocks(s, 1).now());
      }
    }
    return new WindowRoom(data.trainingRows() * rowBytes, rows * rowBytes, storage(spark));
  }

  private static long rows(BlockLayout layout, int shard, int[] blocks) {
    long rows = 0;
    for (int block : blocks) {
      rows += layout.rows(shard, block);
    }
    return rows;
  }

  private static long storage(JavaSparkContext spark) {
    return CollectionConverters.asJava(spark.sc().env().blockManager().master().getMemoryStatus())
        .entrySet()
        .stream()
        .filter(each -> spark.sc().isLocal() || !each.getKey().executorId().equals(DRIVER))
        .mapToLong(each -> (Long) each.getValue()._1())
        .sum();
  }

  /**
   * Checks that they fit.
   *
   * @throws BadDataException where they do not, with what to set
   */
  void require(int shards) {
    if (packedBytes > storageBytes && windowBytes > storageBytes && storageBytes > 0) {
      throw new BadDataException(
          "the windows that "
              + shards
              + " shards are drawn from take "
              + mebibytes(windowBytes)
              + " MiB of memory, but the executors store "
              + mebibytes(storageBytes)
              + " MiB; set fewer rows a block, fewer rows a batch or fewer shards, or a larger spark.executor.memory");
    }
  }

  private static long mebibytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
