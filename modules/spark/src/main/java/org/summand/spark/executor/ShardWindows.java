package org.summand.spark.executor;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContext$;
import org.apache.spark.util.TaskCompletionListener;
import org.summand.data.BlockLayout;
import org.summand.data.BlocksOfStep;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.data.ShardWindow;
import org.summand.spark.block.TaskShard;

/**
 * The windows that an executor's shards are drawn from, kept from step to step: each block is read
 * when the first step needs it, or while the steps before use other blocks, and let go after the
 * last one. Steps of an epoch come in their order, mostly; whatever comes is answered, with more
 * reading.
 */
final class ShardWindows {
  private final MiniBatches batches;
  private final BlockLayout layout;
  private final Map<Integer, Held> held = new ConcurrentHashMap<>();
  private final ExecutorService readers =
      Executors.newCachedThreadPool(
          reading -> {
            Thread thread = new Thread(reading, "summand blocks");
            thread.setDaemon(true);
            return thread;
          });

  ShardWindows(MiniBatches batches) {
    this.batches = batches;
    layout = batches.layout();
  }

  /**
   * The rows of a shard that a step draws from.
   *
   * @param stays whether the shard's task goes on to the next steps, so that what they need can be
   *     read ahead
   */
  ShardWindow of(TaskShard shard, long step, boolean stays) {
    return held.computeIfAbsent(shard.index(), first -> new Held(shard.index()))
        .at(shard, step, stays);
  }

  /** What is there of one shard; its steps come one after the other. */
  private final class Held {
    private final int index;
    private final Shard[] blocks;
    private final Map<Integer, CompletableFuture<Shard>> coming = new ConcurrentHashMap<>();
    private int[] now = {};
    private ShardWindow window;

    /** The one that reads ahead. */
    private TaskContext task;

    Held(int index) {
      this.index = index;
      blocks = new Shard[layout.blocks(index)];
    }

    synchronized ShardWindow at(TaskShard shard, long step, boolean stays) {
      BlocksOfStep needed = batches.blocks(index, step);
      if (!Arrays.equals(needed.now(), now)) {
        for (int block : needed.now()) {
          if (blocks[block] == null) {
            blocks[block] = read(shard, block);
          }
        }
        letGo(needed);
        now = needed.now();
        window = new ShardWindow(index, layout, blocks);
        if (stays) {
          readAhead(shard, needed);
        }
      }
      return window;
    }

    private Shard read(TaskShard shard, int block) {
      CompletableFuture<Shard> ahead = coming.remove(block);
      Shard read = ahead == null ? null : ahead.join();
      return read != null ? read : shard.block(block);
    }

    private void letGo(BlocksOfStep needed) {
      Set<Integer> wanted = new HashSet<>();
      Arrays.stream(needed.now()).forEach(wanted::add);
      for (int block = 0; block < blocks.length; block++) {
        if (!wanted.contains(block)) {
          blocks[block] = null;
        }
      }
      Arrays.stream(needed.next()).forEach(wanted::add);
      coming.keySet().retainAll(wanted);
    }

    /** Null comes where that fails: the task itself reads it again, and has the words for it. */
    private void readAhead(TaskShard shard, BlocksOfStep needed) {
      for (int block : needed.next()) {
        if (blocks[block] == null && !coming.containsKey(block)) {
          CompletableFuture<Shard> reading =
              CompletableFuture.supplyAsync(() -> readInTask(shard, block), readers)
                  .exceptionally(failed -> null);
          coming.put(block, reading);
        }
      }
      if (task != shard.task()) {
        task = shard.task();
        // It must not end while somebody reads in its name.
        TaskCompletionListener last = ended -> coming.values().forEach(CompletableFuture::join);
        task.addTaskCompletionListener(last);
      }
    }

    private Shard readInTask(TaskShard shard, int block) {
      TaskContext$.MODULE$.setTaskContext(shard.task());
      try {
        return shard.task().isCompleted() || shard.task().isInterrupted()
            ? null
            : shard.block(block);
      } finally {
        TaskContext$.MODULE$.unset();
      }
    }
  }
}
