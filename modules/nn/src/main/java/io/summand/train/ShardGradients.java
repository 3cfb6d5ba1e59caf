package io.summand.train;

import io.summand.compute.Device;
import io.summand.data.MiniBatches;
import io.summand.data.Shard;
import io.summand.nn.Network;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * As many {@link ShardGradient}s as threads ask at the same time, kept from step to step so that no
 * step allocates activations.
 */
public final class ShardGradients implements AutoCloseable {
  private final Network network;
  private final MiniBatches batches;
  private final Device device;
  private final ConcurrentLinkedDeque<ShardGradient> idle = new ConcurrentLinkedDeque<>();

  public ShardGradients(Network network, MiniBatches batches, Device device) {
    this.network = network;
    this.batches = batches;
    this.device = device;
  }

  /** See {@link ShardGradient#at}; may be called by several threads. */
  public Gradient at(Shard shard, float[] weights, long step) {
    ShardGradient worker = idle.pollFirst();
    if (worker == null) {
      worker = new ShardGradient(network, batches, device);
    }
    // A worker that failed is not put back: its device may be lost.
    Gradient summand = worker.at(shard, weights, step);
    idle.addFirst(worker);
    return summand;
  }

  @Override
  public void close() {
    for (ShardGradient worker = idle.poll(); worker != null; worker = idle.poll()) {
      worker.close();
    }
  }
}
