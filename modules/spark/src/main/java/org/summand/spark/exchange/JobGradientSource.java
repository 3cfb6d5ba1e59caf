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
import org.apache.spark.broadcast.Broadcast;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.summand.spark.cost.ExchangeStrategy;
import org.summand.spark.exchange.TimeProfile.Phase;
import org.summand.spark.executor.BroadcastWeights;
import org.summand.spark.job.SparkJob;
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
 * each run of {@code ⌈√n⌉} shards on an executor, and the driver adds the runs. {@link
 * ExchangePolicy} chooses; the bits are the same.
 */
final class JobGradientSource implements ClusterGradients {
  private static final Logger LOG = LoggerFactory.getLogger(JobGradientSource.class);
  private static final ClassTag<Gradient> GRADIENT = ClassTag$.MODULE$.apply(Gradient.class);

  private final StepContext context;
  private final boolean isTree;

  /**
   * @param strategy one of those of jobs
   */
  JobGradientSource(StepContext context, ExchangeStrategy strategy) {
    this.context = context;
    isTree = strategy == ExchangeStrategy.TREE;
    int shards = context.shardCount();
    LOG.info(
        "Jobs add {} partial gradients of {} bytes {}.",
        shards,
        (long) Float.BYTES * context.weightCount(),
        isTree
            ? "in "
                + strategy.gradientsToDriver(shards)
                + " runs on the executors, then on the driver"
            : "on the driver");
  }

  @Override
  public Gradient at(float[] weights, long step) {
    timer().lap(Phase.REST);
    Broadcast<BroadcastWeights> broadcast =
        context.spark().broadcast(new BroadcastWeights(weights));
    timer().lap(Phase.BROADCAST);
    try {
      GradientTask task = new GradientTask(context, broadcast, step);
      return isTree ? tree(task) : oneStage(task);
    } finally {
      broadcast.destroy();
      timer().lap(Phase.BROADCAST);
    }
  }

  private Gradient oneStage(GradientTask task) {
    Object partials =
        SparkJob.run(() -> context.spark().sc().runJob(context.lazyShards(), task, GRADIENT));
    return context.sum(Arrays.asList((Gradient[]) partials));
  }

  private Gradient tree(GradientTask task) {
    int count = context.shardCount();
    JavaPairRDD<Integer, PartialSum> partials =
        context
            .lazyShards()
            .toJavaRDD()
            .mapPartitionsToPair(
                shards -> {
                  PartialSum partial = task.partial(shards);
                  int run = OrderedSum.run(partial.place, count);
                  return List.of(new Tuple2<>(run, partial)).iterator();
                })
            .partitionBy(new HashPartitioner(OrderedSum.runs(count)));
    try {
      JavaRDD<PartialSum> runs =
          partials
              .values()
              .mapPartitionsWithIndex(
                  (run, arrived) -> {
                    List<PartialSum> some = new ArrayList<>();
                    arrived.forEachRemaining(some::add);
                    return List.of(new PartialSum(run, OrderedSum.ofRun(inOrder(some)))).iterator();
                  },
                  true);
      return context.sumOfRuns(inOrder(SparkJob.run(runs::collect)));
    } finally {
      removeFiles(partials);
    }
  }

  /**
   * Removes what a shuffle left on the executors' disks: all partial gradients of a step. Spark
   * would, but only once the driver's garbage collector has found that nobody needs them.
   */
  private void removeFiles(JavaPairRDD<Integer, PartialSum> shuffled) {
    ShuffleDependency<?, ?, ?> shuffle =
        (ShuffleDependency<?, ?, ?>) shuffled.rdd().dependencies().head();
    Option<ContextCleaner> cleaner = context.spark().sc().cleaner();
    if (cleaner.isDefined()) {
      cleaner.get().doCleanupShuffle(shuffle.shuffleId(), false);
    }
  }

  /** Partial sums in the order of addition, whatever the order in which they arrived. */
  private static List<Gradient> inOrder(List<PartialSum> partials) {
    return partials.stream()
        .sorted(Comparator.comparingInt(partial -> partial.place))
        .map(partial -> partial.gradient)
        .toList();
  }

  @Override
  public StepTimer timer() {
    return context.timer();
  }

  @Override
  public void close() {
    context.close();
  }
}
