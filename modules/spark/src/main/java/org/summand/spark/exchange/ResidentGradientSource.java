package org.summand.spark.exchange;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.summand.data.Shard;
import org.summand.spark.cluster.OtherJobs;
import org.summand.spark.exchange.TimeProfile.Part;
import org.summand.spark.executor.ExecutorContext;
import org.summand.spark.resident.GradientFunction;
import org.summand.spark.resident.ResidentTasks;
import org.summand.train.gradient.Gradient;
import org.summand.train.gradient.OrderedSum;

/**
 * Gradients from resident tasks, which stay on their executors from step to step. The driver adds
 * the partial gradients in the order of {@link OrderedSum} as ever, so they are the same bits as
 * those of {@link JobGradientSource}; only the road is shorter.
 *
 * <p>Tasks stay while every shard has a slot and no other job of the application wants one: where
 * rows are validated on, until the epoch's end. A step that finds it otherwise, or that loses its
 * tasks half-way, is taken as a Spark job: Spark tries its tasks again, on whatever executors are
 * left, and has the words for what cannot be mended. When the slots are there again, the next step
 * launches the tasks anew.
 */
final class ResidentGradientSource implements ClusterGradients {
  /** After so many launches in a row that did not complete a step, the run goes on as jobs. */
  private static final int VAIN_LAUNCHES = 3;

  private static final Logger LOG = LoggerFactory.getLogger(ResidentGradientSource.class);

  private final JavaSparkContext spark;
  private final JobGradientSource jobs;
  private final int shardCount;
  private final ResidentTasks tasks;
  private final OtherJobs slots;
  private final Consumer<String> says;
  private int vainLaunches;
  private String said = "";

  /**
   * @param jobs takes the steps that resident tasks cannot
   * @param says hears how steps are taken, and why
   */
  ResidentGradientSource(JavaSparkContext spark, JobGradientSource jobs, Consumer<String> says) {
    this.spark = spark;
    this.jobs = jobs;
    this.says = says;
    shardCount = jobs.shards().getNumPartitions();
    tasks =
        new ResidentTasks(
            spark, jobs.shards(), new OfWorker(jobs.worker()), jobs.network().weightCount());
    slots = new OtherJobs(spark, tasks::giveWay);
  }

  @Override
  public Gradient at(float[] weights, long step) {
    stopwatch().lap(Part.REST);
    slots.own(true);
    try {
      if (isRoom()) {
        Optional<Gradient> sum = resident(weights, step);
        if (sum.isPresent()) {
          return sum.get();
        }
      } else {
        tasks.giveWay();
      }
      return jobs.at(weights, step);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in step " + step, interrupted);
    } finally {
      slots.own(false);
    }
  }

  private boolean isRoom() {
    if (vainLaunches >= VAIN_LAUNCHES || slots.areWanted()) {
      return false;
    }
    int count = OtherJobs.count(spark);
    if (count < shardCount) {
      say("as Spark jobs: " + shardCount + " shards, and slots for " + count + " tasks at a time");
      return false;
    }
    say("by resident tasks: " + shardCount + " shards, " + count + " slots");
    return true;
  }

  private void say(String how) {
    if (!said.equals(how)) {
      said = how;
      says.accept(how);
    }
  }

  private Optional<Gradient> resident(float[] weights, long step) throws InterruptedException {
    if (!tasks.areThere()) {
      vainLaunches++;
    }
    if (!tasks.begin(weights, step)) {
      return lost(step);
    }
    stopwatch().lap(Part.BROADCAST);
    Optional<List<Gradient>> summands = tasks.finish();
    if (summands.isEmpty()) {
      return lost(step);
    }
    vainLaunches = 0;
    stopwatch().lapOfShards(summands.get());
    Gradient sum = OrderedSum.of(summands.get());
    stopwatch().lap(Part.ADD);
    return Optional.of(sum);
  }

  private Optional<Gradient> lost(long step) {
    Optional<Throwable> failure = tasks.failure();
    if (failure.isEmpty()) {
      // They gave way to another job before they had begun, which is nobody's failure.
      vainLaunches = 0;
    } else {
      LOG.warn(
          "Step {} lost its resident tasks and is taken as a Spark job: {}",
          step,
          firstLine(failure.get()));
      if (vainLaunches >= VAIN_LAUNCHES) {
        say("as Spark jobs: " + vainLaunches + " launches of resident tasks failed in a row");
      }
    }
    return Optional.empty();
  }

  /** Spark's messages go on with the stack of the task. */
  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public StepTimer stopwatch() {
    return jobs.stopwatch();
  }

  @Override
  public void close() {
    slots.close();
    tasks.close();
    jobs.close();
  }

  /** The executor's side, as {@link GradientTask} is that of a job. */
  private static final class OfWorker implements GradientFunction {
    private static final long serialVersionUID = 1;

    private final Broadcast<ExecutorContext> worker;

    OfWorker(Broadcast<ExecutorContext> worker) {
      this.worker = worker;
    }

    @Override
    public Gradient summand(Shard shard, float[] weights, long step) {
      // The task itself keeps the shard, wherever Spark does, so a device may hold it, too.
      return worker.value().gradient(shard, weights, step, true);
    }
  }
}
