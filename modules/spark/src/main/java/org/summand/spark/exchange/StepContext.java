package org.summand.spark.exchange;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.spark.exchange.TimeProfile.Phase;
import org.summand.spark.executor.ExecutorContext;
import org.summand.train.TrainingSettings;
import org.summand.train.gradient.Gradient;
import org.summand.train.gradient.OrderedSum;

/**
 * What a step needs however it is taken: the shards, the executors' side of the run, the one order
 * of addition, and the clock.
 */
public final class StepContext implements AutoCloseable {
  private final JavaSparkContext spark;
  private final JavaRDD<Shard> shards;
  private final LazyShards lazyShards;
  private final Network network;
  private final Broadcast<ExecutorContext> executorContext;
  private final StepTimer timer = new StepTimer();

  /**
   * @param shards one in each partition, that of index i in partition i
   * @param settings those of the run: its network, its device
   * @param batches which rows each step takes
   */
  public StepContext(
      JavaSparkContext spark,
      JavaRDD<Shard> shards,
      TrainingSettings settings,
      MiniBatches batches) {
    this.spark = spark;
    this.shards = shards;
    lazyShards = new LazyShards(shards.rdd());
    network = settings.network();
    executorContext =
        spark.broadcast(new ExecutorContext(settings.trained(), batches, settings.device()));
  }

  JavaSparkContext spark() {
    return spark;
  }

  /** The number of the RDD of shards, by which Spark knows which of them it keeps where. */
  int shardsId() {
    return shards.id();
  }

  /** The shards, looked for when a task asks for its own. */
  LazyShards lazyShards() {
    return lazyShards;
  }

  int shardCount() {
    return shards.getNumPartitions();
  }

  int weightCount() {
    return network.weightCount();
  }

  Broadcast<ExecutorContext> executorContext() {
    return executorContext;
  }

  StepTimer timer() {
    return timer;
  }

  /** The sum of all shards' partial gradients, which have just come, in the order of the shards. */
  Gradient sum(List<Gradient> partials) {
    timer.lapOfShards(partials);
    Gradient sum = OrderedSum.of(partials);
    timer.lap(Phase.ADD);
    return sum;
  }

  /** The same of the sums of all runs of shards. */
  Gradient sumOfRuns(List<Gradient> runs) {
    timer.lapOfShards(runs);
    Gradient sum = OrderedSum.ofRun(runs);
    timer.lap(Phase.ADD);
    return sum;
  }

  @Override
  public void close() {
    executorContext.destroy();
  }
}
