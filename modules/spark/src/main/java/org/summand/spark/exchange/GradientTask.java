package org.summand.spark.exchange;

import java.io.Serializable;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.RDDBlockId;
import org.summand.data.Shard;
import org.summand.spark.executor.BroadcastWeights;
import org.summand.spark.executor.ExecutorContext;
import org.summand.train.gradient.Gradient;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction2;

/** What a step runs on each partition: the one shard there, at the weights of the step. */
final class GradientTask extends AbstractFunction2<TaskContext, Iterator<Shard>, Gradient>
    implements Serializable {
  private static final long serialVersionUID = 1;

  private final Broadcast<ExecutorContext> executorContext;
  private final Broadcast<BroadcastWeights> weights;
  private final long step;

  /** The number of the RDD of shards, by which Spark knows which of them are in memory. */
  private final int rdd;

  GradientTask(StepContext context, Broadcast<BroadcastWeights> weights, long step) {
    executorContext = context.executorContext();
    rdd = context.shardsId();
    this.weights = weights;
    this.step = step;
  }

  @Override
  public Gradient apply(TaskContext context, Iterator<Shard> shards) {
    return partial(CollectionConverters.asJava(shards)).gradient;
  }

  /** The partial gradient of a partition's shard, with its place in the order of addition. */
  PartialSum partial(java.util.Iterator<Shard> shards) {
    long askedAt = System.nanoTime();
    Shard shard = shards.next();
    long loadNanos = System.nanoTime() - askedAt;
    return new PartialSum(shard.index(), gradient(shard).loaded(loadNanos));
  }

  private Gradient gradient(Shard shard) {
    return executorContext
        .value()
        .gradient(shard, weights.value().values(), step, isInMemory(shard));
  }

  /** Whether Spark keeps this shard in memory, and not on disk for lack of it. */
  private boolean isInMemory(Shard shard) {
    return SparkEnv.get().blockManager().memoryStore().contains(new RDDBlockId(rdd, shard.index()));
  }
}
