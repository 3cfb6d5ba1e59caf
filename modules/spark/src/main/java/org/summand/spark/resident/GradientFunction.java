package org.summand.spark.resident;

import java.io.Serializable;
import java.util.List;
import org.summand.train.gradient.PartialSums;

/**
 * What a task computes in each step; travels to the executors once a launch.
 *
 * @param <T> what stands for a shard there
 */
@FunctionalInterface
public interface GradientFunction<T> extends Serializable {
  /**
   * The partial gradients of a task's shards.
   *
   * @param shards in their order
   * @param weights valid only during the call
   */
  PartialSums partials(List<T> shards, float[] weights, long step);
}
