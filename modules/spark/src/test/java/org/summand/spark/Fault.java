package org.summand.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.ExecutorDecommissionInfo;
import org.apache.spark.scheduler.cluster.CoarseGrainedSchedulerBackend;
import org.apache.spark.storage.RDDBlockId;
import scala.Option;
import scala.collection.immutable.Map$;

/** What clusters do to a run, each in the middle of a step or between two. */
enum Fault {
  NONE("nothing", 0, 0, 0),
  TASK_THROWS("a task throws", 1, 0, 0) {
    @Override
    void strike(Path folder) {
      throw new IllegalStateException("thrown for a test");
    }
  },
  EXECUTOR_EXITS("an executor ends with `System.exit(0)` in the middle of a step", 1, 1, 1) {
    @Override
    void strike(Path folder) {
      System.exit(0);
    }
  },
  EXECUTOR_EXITS_SLOWLY("the same, and it turns tasks away for three seconds before", 1, 1, 1) {
    @Override
    void strike(Path folder) {
      SlowToLeave.linger();
      System.exit(0);
    }
  },
  EXECUTOR_KILLED("an executor is killed with `kill -9` in the middle of a step", 1, 1, 1) {
    @Override
    void strike(Path folder) throws IOException, InterruptedException {
      killThisProcess();
    }
  },
  EXECUTOR_KILLED_TWICE("an executor is killed so, and another in a later step", 2, 2, 2) {
    @Override
    void strike(Path folder) throws IOException, InterruptedException {
      killThisProcess();
    }
  },
  EXECUTOR_KILLED_VALIDATING(
      "an executor is killed so while it validates after the first epoch", 1, 1, 1) {
    @Override
    void strike(Path folder) throws IOException, InterruptedException {
      killThisProcess();
    }

    @Override
    boolean isOfValidation() {
      return true;
    }
  },
  SLOW_TASK("a task hangs for two minutes, under `spark.speculation`", 1, 0, 0) {
    @Override
    void strike(Path folder) throws InterruptedException {
      Thread.sleep(120_000);
    }
  },
  SHARD_DROPPED("a cached shard is dropped between two steps", 0, 0, 0) {
    @Override
    void between(JavaSparkContext spark, int rdd) {
      SparkEnv.get().blockManager().master().removeBlock(new RDDBlockId(rdd, SHARD));
    }
  },
  EXECUTOR_TAKEN_AND_GIVEN("an executor is taken away on request, and another given", 0, 1, 1) {
    @Override
    void between(JavaSparkContext spark, int rdd) {
      spark.sc().killExecutor(spark.sc().getExecutorIds().head());
      spark
          .sc()
          .requestTotalExecutors(
              LoopbackCluster.EXECUTORS, 0, Map$.MODULE$.<String, Object>empty());
    }
  },
  EXECUTOR_DECOMMISSIONED("an executor is decommissioned", 0, 1, 1) {
    @Override
    void between(JavaSparkContext spark, int rdd) {
      ((CoarseGrainedSchedulerBackend) spark.sc().schedulerBackend())
          .decommissionExecutor(
              spark.sc().getExecutorIds().head(),
              new ExecutorDecommissionInfo("for a test", Option.empty()),
              false,
              false);
    }
  },
  ALLOCATION_TAKES(
      "`spark.dynamicAllocation` takes the executor, idle between two steps, and gives another",
      0,
      1,
      2) {
    @Override
    void between(JavaSparkContext spark, int rdd) {
      ExecutorWatch.awaitPresent(spark, 0);
    }

    @Override
    boolean isByAllocation() {
      return true;
    }
  },
  ALLOCATION_GIVES(
      "`spark.dynamicAllocation` gives a second executor while tasks wait for the first", 1, 0, 2) {
    @Override
    void strike(Path folder) throws IOException, InterruptedException {
      long before = executorsCome(folder);
      while (executorsCome(folder) == before) {
        Thread.sleep(50);
      }
    }

    @Override
    boolean isByAllocation() {
      return true;
    }
  };

  /** The shard whose task is struck, on its fifth step or so. */
  static final int SHARD = 1;

  static final int STEP = 5;

  private static final String COME = "executor-";

  final String words;
  final int strikes;
  final int executorsLost;

  /** The executors that come after the start of the run. */
  final int executorsGiven;

  Fault(String words, int strikes, int executorsLost, int executorsGiven) {
    this.words = words;
    this.strikes = strikes;
    this.executorsLost = executorsLost;
    this.executorsGiven = executorsGiven;
  }

  /** Strikes inside a task; nothing for those that come from the driver. */
  void strike(Path folder) throws IOException, InterruptedException {}

  /** Strikes from the driver, after a step. */
  void between(JavaSparkContext spark, int rdd) {}

  /** Whether it comes from Spark's own allocation of executors, of which there is none at first. */
  boolean isByAllocation() {
    return false;
  }

  /** Whether it strikes what is computed to validate, and not a step. */
  boolean isOfValidation() {
    return false;
  }

  /** Ends the executor that runs this, as the kernel does when memory runs out. */
  private static void killThisProcess() throws IOException, InterruptedException {
    String pid = String.valueOf(ProcessHandle.current().pid());
    new ProcessBuilder("sh", "-c", "kill -9 " + pid).start().waitFor();
    Thread.sleep(60_000);
  }

  /** Tells all processes that an executor has come. */
  static void executorCame(Path folder) {
    try {
      Files.createTempFile(folder, COME, "");
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static long executorsCome(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith(COME)).count();
    }
  }

  /** Whether a strike is due in a run, which it takes: no process strikes it again. */
  boolean isDue(Path folder, String run) throws IOException {
    for (int strike = 0; strike < strikes; strike++) {
      try {
        Files.createFile(strikeFile(folder, run, strike));
        return true;
      } catch (FileAlreadyExistsException done) {
        // The next one, if there is one.
      }
    }
    return false;
  }

  /** Is there once a run was struck so many times. */
  static Path strikeFile(Path folder, String run, int strike) {
    return folder.resolve(run + "-" + strike);
  }
}
