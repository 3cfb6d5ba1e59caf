package org.summand.spark.exchange;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.summand.spark.block.TaskShard;
import org.summand.spark.executor.BroadcastWeights;
import org.summand.spark.executor.ExecutorContext;
import org.summand.train.gradient.Gradient;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction2;

/** What a step runs on each partition: the one shard there, at the weights of the step. */
final class GradientTask extends AbstractFunction2<TaskContext, Iterator<TaskShard>, Gradient>
    implements Serializable {
  private static final long serialVersionUID = 1;

  private final Broadcast<ExecutorContext> executorContext;
  private final Broadcast<BroadcastWeights> weights;
  private final long step;

  GradientTask(StepContext context, Broadcast<BroadcastWeights> weights, long step) {
    executorContext = context.executorContext();
    this.weights = weights;
    this.step = step;
  }

  @Override
  public Gradient apply(TaskContext context, Iterator<TaskShard> shards) {
    return partial(CollectionConverters.asJava(shards)).gradient;
  }

  /** The partial gradient of a partition's shard, with its place in the order of addition. */
  PartialSum partial(java.util.Iterator<TaskShard> shards) {
    TaskShard shard = shards.next();
    return new PartialSum(
        shard.index(),
        executorContext.value().gradient(shard, weights.value().values(), step, false));
  }
}
