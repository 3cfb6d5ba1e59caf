package io.summand.spark.resident;

import io.summand.data.Shard;
import io.summand.train.Gradient;
import java.io.Serializable;

/** What a task computes in each step; travels to the executors once a launch. */
@FunctionalInterface
public interface ShardWork extends Serializable {
  /**
   * The partial gradient of a shard.
   *
   * @param weights valid only during the call
   */
  Gradient summand(Shard shard, float[] weights, long step);
}
