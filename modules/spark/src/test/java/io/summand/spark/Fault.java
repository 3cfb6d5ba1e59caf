package io.summand.spark;

import io.summand.data.Shard;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.scheduler.ExecutorDecommissionInfo;
import org.apache.spark.scheduler.cluster.CoarseGrainedSchedulerBackend;
import org.apache.spark.storage.RDDBlockId;
import scala.Option;

/** What clusters do to a run, each in the middle of a step or between two. */
enum Fault {
  NONE("nothing", 0, 0),
  TASK_THROWS("a task throws", 1, 0) {
    @Override
    void strike() {
      throw new IllegalStateException("thrown for a test");
    }
  },
  EXECUTOR_EXITS("an executor ends with `System.exit(0)` in the middle of a step", 1, 1) {
    @Override
    void strike() {
      System.exit(0);
    }
  },
  EXECUTOR_KILLED("an executor is killed with `kill -9` in the middle of a step", 1, 1) {
    @Override
    void strike() throws IOException, InterruptedException {
      killThisProcess();
    }
  },
  EXECUTOR_KILLED_TWICE("the same again in a later step", 2, 2) {
    @Override
    void strike() throws IOException, InterruptedException {
      killThisProcess();
    }
  },
  EXECUTOR_KILLED_IN_TREE("the same where gradients are added in a tree of stages", 1, 1) {
    @Override
    void strike() throws IOException, InterruptedException {
      killThisProcess();
    }

    @Override
    int aggregationDepth() {
      return 2;
    }
  },
  SLOW_TASK("a task hangs for two minutes, under `spark.speculation`", 1, 0) {
    @Override
    void strike() throws InterruptedException {
      Thread.sleep(120_000);
    }
  },
  SHARD_DROPPED("a cached shard is dropped between two steps", 0, 0) {
    @Override
    void between(JavaSparkContext spark, int rdd) {
      SparkEnv.get().blockManager().master().removeBlock(new RDDBlockId(rdd, SHARD));
    }
  },
  EXECUTOR_TAKEN("an executor is taken away, as dynamic allocation does", 0, 1) {
    @Override
    void between(JavaSparkContext spark, int rdd) {
      spark.sc().killExecutor(spark.sc().getExecutorIds().head());
    }
  },
  EXECUTOR_GIVEN("another is given", 0, 0) {
    @Override
    void between(JavaSparkContext spark, int rdd) {
      spark.sc().requestExecutors(1);
    }
  },
  EXECUTOR_DECOMMISSIONED("an executor is decommissioned", 0, 1) {
    @Override
    void between(JavaSparkContext spark, int rdd) {
      ((CoarseGrainedSchedulerBackend) spark.sc().schedulerBackend())
          .decommissionExecutor(
              spark.sc().getExecutorIds().head(),
              new ExecutorDecommissionInfo("for a test", Option.empty()),
              false,
              false);
    }
  };

  /** The shard whose task is struck, on its fifth step or so. */
  static final int SHARD = 1;

  static final int STEP = 5;

  final String words;
  final int strikes;
  final int executorsLost;

  Fault(String words, int strikes, int executorsLost) {
    this.words = words;
    this.strikes = strikes;
    this.executorsLost = executorsLost;
  }

  /** Strikes inside a task; nothing for those that come from the driver. */
  void strike() throws IOException, InterruptedException {}

  /** Strikes from the driver, after a step. */
  void between(JavaSparkContext spark, int rdd) {}

  int aggregationDepth() {
    return 1;
  }

  /** Ends the executor that runs this, as the kernel does when memory runs out. */
  private static void killThisProcess() throws IOException, InterruptedException {
    String pid = String.valueOf(ProcessHandle.current().pid());
    new ProcessBuilder("sh", "-c", "kill -9 " + pid).start().waitFor();
    Thread.sleep(60_000);
  }

  /** Stands between a step's task and its shard, and strikes as often as the fault says. */
  static final class InTask implements Function<Shard, Shard> {
    private static final long serialVersionUID = 1;

    /** How often each disturbance saw its shard in this JVM. */
    private static final ConcurrentHashMap<String, AtomicInteger> SEEN = new ConcurrentHashMap<>();

    private final Fault fault;
    private final String folder;

    /**
     * @param folder where each strike leaves a file, so that all executors know of it
     */
    InTask(Fault fault, Path folder) {
      this.fault = fault;
      this.folder = folder.toString();
    }

    @Override
    public Shard call(Shard shard) throws Exception {
      if (shard.index() == SHARD
          && TaskContext.get().attemptNumber() == 0
          && SEEN.computeIfAbsent(folder, f -> new AtomicInteger()).incrementAndGet() >= STEP
          && isDue()) {
        fault.strike();
      }
      return shard;
    }

    private boolean isDue() throws IOException {
      for (int strike = 0; strike < fault.strikes; strike++) {
        try {
          Files.createFile(Path.of(folder, fault + "-" + strike));
          return true;
        } catch (FileAlreadyExistsException done) {
          // The next one, if there is one.
        }
      }
      return false;
    }
  }
}
