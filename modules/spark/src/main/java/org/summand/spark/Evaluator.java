package org.summand.spark;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.summand.data.Folds;
import org.summand.data.MiniBatches;
import org.summand.data.TargetScaling;
import org.summand.nn.Network;
import org.summand.spark.block.ShardBlocks;
import org.summand.spark.exchange.Judging;
import org.summand.spark.executor.BroadcastWeights;
import org.summand.spark.executor.ExecutorContext;
import org.summand.spark.job.SparkJob;
import org.summand.train.Evaluation;

/** Evaluates a network where the rows are; only sums come back. */
public final class Evaluator implements AutoCloseable {
  /** Of full evaluations, of half a MiB each: what the smallest driver has room for. */
  private static final int FULL_AT_ONCE = 100;

  private final JavaSparkContext spark;
  private final Network network;
  private final TargetScaling targets;
  private final Broadcast<ExecutorContext> executorContext;

  /**
   * @param targets how the targets of the shards are scaled
   * @param device where products run, as in {@link org.summand.compute.choice.Devices#choose}
   */
  public Evaluator(JavaSparkContext spark, Network network, TargetScaling targets, String device) {
    this(spark, network, Folds.NONE, targets, device);
  }

  /** Judges each network of a bag by the rows that it has not learned from. */
  Evaluator(
      JavaSparkContext spark, Network network, Folds folds, TargetScaling targets, String device) {
    this.spark = spark;
    this.network = folds.any() ? network.one() : network;
    this.targets = targets;
    MiniBatches none = new MiniBatches(new int[0], folds, 1, 0);
    executorContext = spark.broadcast(new ExecutorContext(network, none, device));
  }

  /**
   * The brief evaluation of all rows of {@code shards} at {@code weights}, in the labels' own unit.
   */
  public Evaluation evaluate(ShardBlocks shards, float[] weights) {
    return evaluate(shards, weights, Evaluation.Detail.BRIEF);
  }

  /** What a run needs to have these shards judged by tasks that stay. */
  Judging judging(ShardBlocks shards) {
    return new Judging(shards, executorContext);
  }

  /** The sum of brief evaluations, which come in the order of their shards. */
  Evaluation sum(List<Evaluation> parts) {
    Evaluation sum = new Evaluation(network);
    parts.forEach(sum::add);
    return sum.inLabelUnit(targets, network.loss());
  }

  /** The evaluation of all rows of {@code shards} at {@code weights}, in the labels' own unit. */
  public Evaluation evaluate(ShardBlocks shards, float[] weights, Evaluation.Detail detail) {
    Broadcast<BroadcastWeights> broadcast = spark.broadcast(new BroadcastWeights(weights));
    try {
      Broadcast<ExecutorContext> context = executorContext;
      JavaRDD<Evaluation> parts =
          shards
              .lazy()
              .toJavaRDD()
              .map(shard -> context.value().evaluation(shard, broadcast.value().values(), detail));
      int atOnce = detail == Evaluation.Detail.FULL ? FULL_AT_ONCE : parts.getNumPartitions();
      return sum(parts, atOnce, new Evaluation(network, detail))
          .inLabelUnit(targets, network.loss());
    } finally {
      broadcast.destroy();
    }
  }

  /** The sum in the order of the shards, of which so many come to the driver at a time. */
  private static Evaluation sum(JavaRDD<Evaluation> parts, int atOnce, Evaluation sum) {
    int count = parts.getNumPartitions();
    for (int from = 0; from < count; from += atOnce) {
      int[] some = IntStream.range(from, Math.min(count, from + atOnce)).toArray();
      Stream.of(SparkJob.run(() -> parts.collectPartitions(some)))
          .flatMap(List::stream)
          .forEach(sum::add);
    }
    return sum;
  }

  @Override
  public void close() {
    executorContext.destroy();
  }
}
