package org.summand.spark;

import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.BlockId;
import scala.runtime.AbstractFunction1;

/**
 * What a process of Spark's holds once a garbage collection has run and Spark has cleaned up after
 * it.
 *
 * @param process an executor's number, or {@code driver}
 * @param heap bytes
 * @param blocks in the block manager
 * @param blockBytes the memory these take
 * @param threads all of Java's
 * @param files in Spark's local folders: of broadcasts, shuffles and spilled blocks
 */
record Holdings(String process, long heap, long blocks, long blockBytes, long threads, long files) {
  private static final int COLLECTIONS = 4;
  private static final long CLEAN_UP_MILLIS = 150;

  /** What this process holds. */
  static Holdings here() {
    collect();
    SparkEnv spark = SparkEnv.get();
    return new Holdings(
        spark.executorId(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        spark.blockManager().getMatchingBlockIds(new AnyBlock()).size(),
        spark.memoryManager().storageMemoryUsed(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        spark.blockManager().diskBlockManager().getAllFiles().size());
  }

  /** What the driver holds, then each of so many executors. */
  static List<Holdings> everywhere(JavaSparkContext spark, int executors) {
    List<Holdings> all = new ArrayList<>(List.of(here()));
    List<Integer> tasks = new ArrayList<>();
    for (int i = 0; i < executors; i++) {
      tasks.add(i);
    }
    Map<String, String> seen = new TreeMap<>();
    while (seen.size() < executors) {
      // As many tasks as executors, each too long for one executor to take two.
      for (String line : spark.parallelize(tasks, executors).map(i -> here().text()).collect()) {
        seen.put(of(line).process, line);
      }
    }
    seen.values().forEach(line -> all.add(of(line)));
    return all;
  }

  private static void collect() {
    try {
      for (int i = 0; i < COLLECTIONS; i++) {
        System.gc();
        // Spark's cleaner waits for the collector, and those it tells for it.
        Thread.sleep(CLEAN_UP_MILLIS);
      }
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /** On one line, as {@link #of} reads it. */
  String text() {
    return String.join(
        " ",
        process,
        String.valueOf(heap),
        String.valueOf(blocks),
        String.valueOf(blockBytes),
        String.valueOf(threads),
        String.valueOf(files));
  }

  static Holdings of(String line) {
    String[] words = line.split(" ");
    return new Holdings(
        words[0],
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]),
        Long.parseLong(words[4]),
        Long.parseLong(words[5]));
  }

  private static final class AnyBlock extends AbstractFunction1<BlockId, Object>
      implements Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public Object apply(BlockId id) {
      return true;
    }
  }
}
