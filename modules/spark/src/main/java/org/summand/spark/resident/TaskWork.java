package org.summand.spark.resident;

import java.io.Serializable;
import java.util.List;
import org.summand.train.gradient.PartialSums;

/**
 * What a task does when it is asked; travels to the executors once a launch.
 *
 * @param <T> what a task holds
 */
public interface TaskWork<T> extends Serializable {
  /**
   * The partial gradients of a task's shards.
   *
   * @param weights valid only during the call
   */
  PartialSums partials(T held, float[] weights, long step);

  /**
   * How good weights are by the rows that are held out, shard by shard.
   *
   * @param weights valid only during the call
   */
  List<Judgement> judgements(T held, float[] weights);
}
