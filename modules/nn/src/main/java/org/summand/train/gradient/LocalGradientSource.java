package org.summand.train.gradient;

import java.util.List;
import java.util.stream.IntStream;
import org.summand.compute.Device;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.data.ShardWindow;
import org.summand.nn.Network;

/**
 * Gradients from this JVM alone, without Spark: the shards are computed in parallel on the common
 * pool and added in the one order there is.
 */
public final class LocalGradientSource implements GradientSource, AutoCloseable {
  private final List<ShardWindow> shards;
  private final ShardGradients pool;

  /** The shards stand in the order of their indices. */
  public LocalGradientSource(
      Network network, List<Shard> shards, MiniBatches batches, Device device) {
    this.shards = shards.stream().map(shard -> ShardWindow.of(shard, batches.layout())).toList();
    pool = new ShardGradients(network, batches, device);
  }

  @Override
  public Gradient at(float[] weights, long step) {
    return OrderedSum.of(
        IntStream.range(0, shards.size())
            .parallel()
            .mapToObj(s -> pool.at(shards.get(s), weights, step, true))
            .toList());
  }

  @Override
  public void close() {
    pool.close();
  }
}
