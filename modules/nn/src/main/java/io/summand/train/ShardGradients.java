package io.summand.train;

import io.summand.compute.Device;
import io.summand.compute.DeviceException;
import io.summand.compute.Footprint;
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
  private final Footprint footprint;
  private final ConcurrentLinkedDeque<ShardGradient> idle = new ConcurrentLinkedDeque<>();

  public ShardGradients(Network network, MiniBatches batches, Device device) {
    this.network = network;
    this.batches = batches;
    this.device = device;
    footprint = ShardGradient.plan(network, batches).footprint();
  }

  /**
   * See {@link ShardGradient#at}; may be called by several threads. A summand that a failing device
   * left unfinished is computed again.
   */
  public Gradient at(Shard shard, float[] weights, long step) {
    return DeviceException.retry(
        () -> {
          ShardGradient worker = take(shard);
          try {
            long start = System.nanoTime();
            Gradient summand = worker.at(shard, weights, step);
            idle.addFirst(worker);
            return summand.took(System.nanoTime() - start);
          } catch (DeviceException failure) {
            worker.close();
            throw failure;
          }
        });
  }

  /** A worker whose device may still hold the shard; else a new or an idle one. */
  private ShardGradient take(Shard shard) {
    for (ShardGradient worker : idle) {
      if (worker.holds(shard) && idle.remove(worker)) {
        return worker;
      }
    }
    ShardGradient other = device.hasRoomToKeepData(footprint) ? null : idle.pollFirst();
    return other == null ? new ShardGradient(network, batches, device) : other;
  }

  @Override
  public void close() {
    for (ShardGradient worker = idle.poll(); worker != null; worker = idle.poll()) {
      worker.close();
    }
  }
}
