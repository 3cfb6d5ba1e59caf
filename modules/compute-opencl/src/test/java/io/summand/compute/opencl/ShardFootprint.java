package io.summand.compute.opencl;

import io.summand.compute.Footprint;
import io.summand.data.MiniBatches;
import io.summand.nn.Network;
import io.summand.nn.Plan;

/** What the workspace of a shard's gradient takes. */
final class ShardFootprint {
  private ShardFootprint() {}

  static Footprint of(Network network, MiniBatches batches) {
    return Plan.training(network, Math.min(1024, batches.largestShare())).footprint();
  }
}
