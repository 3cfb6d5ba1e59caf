package org.summand.spark.exchange;

import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.summand.data.MiniBatches;
import org.summand.nn.Network;
import org.summand.spark.block.ShardBlocks;
import org.summand.spark.block.TaskShard;
import org.summand.spark.exchange.TimeProfile.Phase;
import org.summand.spark.executor.ExecutorContext;
import org.summand.train.TrainingSettings;
import org.summand.train.gradient.Gradient;
import org.summand.train.gradient.OrderedSum;
import org.summand.train.gradient.PartialSums;

/**
 * What a step needs however it is taken: the shards, the executors' side of the run, the one order
 * of addition, and the clock.
 */
public final class StepContext implements AutoCloseable {
  private final JavaSparkContext spark;
  private final ShardBlocks shards;
  private final RDD<TaskShard> lazyShards;
  private final Network network;
  private final Broadcast<ExecutorContext> executorContext;
  private final Optional<Judging> judging;
  private final StepTimer timer = new StepTimer();

  /** The context of a run that holds no rows out. */
  public StepContext(
      JavaSparkContext spark, ShardBlocks shards, TrainingSettings settings, MiniBatches batches) {
    this(spark, shards, settings, batches, Optional.empty());
  }

  /**
   * @param shards those that are learned from
   * @param settings those of the run: its network, its device
   * @param batches which rows each step takes
   * @param judging what weights are judged by; empty where no rows are held out
   */
  public StepContext(
      JavaSparkContext spark,
      ShardBlocks shards,
      TrainingSettings settings,
      MiniBatches batches,
      Optional<Judging> judging) {
    this.spark = spark;
    this.shards = shards;
    lazyShards = shards.lazy();
    network = settings.network();
    this.judging = judging;
    executorContext =
        spark.broadcast(new ExecutorContext(settings.trained(), batches, settings.device()));
  }

  JavaSparkContext spark() {
    return spark;
  }

  /** The shards, shared out among so many tasks. */
  TaskShards shardsOf(int tasks) {
    return new TaskShards(shards, judging.map(Judging::shards).orElse(shards), tasks);
  }

  /** The shards, looked for when a task asks for its own. */
  RDD<TaskShard> lazyShards() {
    return lazyShards;
  }

  int shardCount() {
    return shards.layout().shards();
  }

  int weightCount() {
    return network.weightCount();
  }

  Broadcast<ExecutorContext> executorContext() {
    return executorContext;
  }

  Optional<Judging> judging() {
    return judging;
  }

  StepTimer timer() {
    return timer;
  }

  /** The sum of all shards' partial gradients, which have just come, in the order of the shards. */
  Gradient sum(List<Gradient> partials) {
    timer.lapOfTasks(partials, Gradient::computeNanos, Gradient::loadNanos);
    Gradient sum = OrderedSum.of(partials);
    timer.lap(Phase.ADD);
    return sum;
  }

  /** The same of what tasks have added, each of its shards. */
  Gradient sumOfTasks(List<PartialSums> tasks) {
    timer.lapOfTasks(tasks, PartialSums::computeNanos, PartialSums::loadNanos);
    Gradient sum = OrderedSum.of(tasks, shardCount());
    timer.lap(Phase.ADD);
    return sum;
  }

  /** The same of the sums of all runs of shards. */
  Gradient sumOfRuns(List<Gradient> runs) {
    timer.lapOfTasks(runs, Gradient::computeNanos, Gradient::loadNanos);
    Gradient sum = OrderedSum.ofRun(runs);
    timer.lap(Phase.ADD);
    return sum;
  }

  @Override
  public void close() {
    executorContext.destroy();
  }
}
