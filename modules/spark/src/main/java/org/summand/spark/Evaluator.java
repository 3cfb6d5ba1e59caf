package org.summand.spark;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.summand.data.Folds;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.data.TargetScaling;
import org.summand.nn.Network;
import org.summand.spark.executor.BroadcastWeights;
import org.summand.spark.executor.ExecutorContext;
import org.summand.train.Evaluation;

/** Evaluates a network where the rows are; only sums come back. */
public final class Evaluator implements AutoCloseable {
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

  /** The evaluation of all rows of {@code shards} at {@code weights}, in the labels' own unit. */
  public Evaluation evaluate(JavaRDD<Shard> shards, float[] weights) {
    Broadcast<BroadcastWeights> broadcast = spark.broadcast(new BroadcastWeights(weights));
    try {
      Broadcast<ExecutorContext> context = executorContext;
      List<Evaluation> parts =
          shards
              .map(shard -> context.value().evaluation(shard, broadcast.value().values()))
              .collect();
      return Evaluation.sum(network, parts).inLabelUnit(targets, network.loss());
    } finally {
      broadcast.destroy();
    }
  }

  @Override
  public void close() {
    executorContext.destroy();
  }
}
