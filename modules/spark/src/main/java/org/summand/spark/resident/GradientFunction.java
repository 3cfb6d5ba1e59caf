package org.summand.spark.resident;

import java.io.Serializable;
import org.summand.data.Shard;
import org.summand.train.gradient.Gradient;

/** What a task computes in each step; travels to the executors once a launch. */
@FunctionalInterface
public interface GradientFunction extends Serializable {
  /**
   * The partial gradient of a shard.
   *
   * @param weights valid only during the call
   */
  Gradient partial(Shard shard, float[] weights, long step);
}
