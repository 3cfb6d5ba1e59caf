package org.summand.compute.opencl;

import org.summand.compute.Footprint;
import org.summand.data.MiniBatches;
import org.summand.nn.ExecutionPlan;
import org.summand.nn.Network;

/** What the workspace of a shard's gradient takes. */
final class ShardFootprint {
  private ShardFootprint() {}

  static Footprint of(Network network, MiniBatches batches) {
    return ExecutionPlan.training(network, Math.min(1024, batches.largestShare())).footprint();
  }
}
