package org.summand.spark.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.ContextCleaner;
import org.apache.spark.HashPartitioner;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.spark.exchange.TimeProfile.Part;
import org.summand.spark.executor.BroadcastWeights;
import org.summand.spark.executor.ExecutorContext;
import org.summand.train.gradient.Gradient;
import org.summand.train.gradient.OrderedSum;
import scala.Option;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Gradients from a cluster, one Spark job a step: broadcast the weights, compute each shard's
 * partial gradient where the shard is, add the partial gradients in the order of the shards,
 * destroy the broadcast.
 *
 * <p>One stage brings the partial gradients of all shards to the driver; or a second stage adds
 * each run of {@code ⌈√n⌉} shards on an executor, and the driver adds the runs. {@link Aggregation}
 * chooses; the bits are the same.
 */
public final class JobGradientSource implements ClusterGradients {
  private static final Logger LOG = LoggerFactory.getLogger(JobGradientSource.class);
  private static final ClassTag<Gradient> GRADIENT = ClassTag$.MODULE$.apply(Gradient.class);

  private final JavaSparkContext spark;
  private final JavaRDD<Shard> shards;
  private final Network network;
  private final Aggregation aggregation;
  private final Broadcast<ExecutorContext> worker;
  private final StepTimer stopwatch = new StepTimer();

  /** Gradients of shards, one in each partition, on the device of a name. */
  public JobGradientSource(
      JavaSparkContext spark,
      JavaRDD<Shard> shards,
      Network network,
      MiniBatches batches,
      String device,
      Aggregation aggregation) {
    this.spark = spark;
    this.shards = shards;
    this.network = network;
    this.aggregation = aggregation;
    worker = spark.broadcast(new ExecutorContext(network, batches, device));
    LOG.info(
        "Jobs add {} partial gradients of {} bytes {}.",
        aggregation.shards(),
        (long) Float.BYTES * network.weightCount(),
        aggregation.isTree()
            ? "in " + aggregation.results() + " runs on the executors, then on the driver"
            : "on the driver");
  }

  @Override
  public Gradient at(float[] weights, long step) {
    stopwatch.lap(Part.REST);
    Broadcast<BroadcastWeights> broadcast = spark.broadcast(new BroadcastWeights(weights));
    stopwatch.lap(Part.BROADCAST);
    try {
      GradientTask task = new GradientTask(worker, broadcast, step, shards.id());
      Gradient sum = aggregation.isTree() ? tree(task) : oneStage(task);
      stopwatch.lap(Part.ADD);
      return sum;
    } finally {
      broadcast.destroy();
      stopwatch.lap(Part.BROADCAST);
    }
  }

  private Gradient oneStage(GradientTask task) {
    Object results = spark.sc().runJob(shards.rdd(), task, GRADIENT);
    List<Gradient> summands = Arrays.asList((Gradient[]) results);
    stopwatch.lapOfShards(summands);
    return OrderedSum.of(summands);
  }

  JavaRDD<Shard> shards() {
    return shards;
  }

  Network network() {
    return network;
  }

  Broadcast<ExecutorContext> worker() {
    return worker;
  }

  /** Where partial gradients are added. */
  Aggregation aggregation() {
    return aggregation;
  }

  @Override
  public StepTimer stopwatch() {
    return stopwatch;
  }

  private Gradient tree(GradientTask task) {
    int count = aggregation.shards();
    JavaPairRDD<Integer, PartialSum> summands =
        shards
            .mapToPair(
                shard ->
                    new Tuple2<>(
                        OrderedSum.run(shard.index(), count),
                        new PartialSum(shard.index(), task.of(shard))))
            .partitionBy(new HashPartitioner(OrderedSum.runs(count)));
    try {
      List<PartialSum> runs =
          summands
              .values()
              .mapPartitionsWithIndex(
                  (run, arrived) -> {
                    List<PartialSum> some = new ArrayList<>();
                    arrived.forEachRemaining(some::add);
                    return List.of(new PartialSum(run, inOrder(some))).iterator();
                  },
                  true)
              .collect();
      stopwatch.lapOfShards(runs.stream().map(run -> run.gradient).toList());
      return inOrder(new ArrayList<>(runs));
    } finally {
      removeFiles(summands);
    }
  }

  /**
   * Removes what a shuffle left on the executors' disks: all partial gradients of a step. Spark
   * would, but only once the driver's garbage collector has found that nobody needs them.
   */
  private void removeFiles(JavaPairRDD<Integer, PartialSum> shuffled) {
    ShuffleDependency<?, ?, ?> shuffle =
        (ShuffleDependency<?, ?, ?>) shuffled.rdd().dependencies().head();
    Option<ContextCleaner> cleaner = spark.sc().cleaner();
    if (cleaner.isDefined()) {
      cleaner.get().doCleanupShuffle(shuffle.shuffleId(), false);
    }
  }

  /** Adds partial sums in their order, whatever the order in which they arrived. */
  private static Gradient inOrder(List<PartialSum> partials) {
    partials.sort(Comparator.comparingInt(partial -> partial.place));
    return OrderedSum.ofRun(partials.stream().map(partial -> partial.gradient).toList());
  }

  @Override
  public void close() {
    worker.destroy();
  }
}
