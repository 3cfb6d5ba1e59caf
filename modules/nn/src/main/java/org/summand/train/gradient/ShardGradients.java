package org.summand.train.gradient;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Predicate;
import org.summand.compute.Device;
import org.summand.compute.DeviceException;
import org.summand.compute.Footprint;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.data.ShardWindow;
import org.summand.nn.Network;

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

  /** The partial gradient of a shard that is one block. */
  public Gradient at(Shard whole, float[] weights, long step, boolean stays) {
    return at(ShardWindow.of(whole), weights, step, stays);
  }

  /**
   * See {@link ShardGradient#at}; may be called by several threads. A partial gradient that a
   * failing device left unfinished is computed again.
   *
   * @param stays whether the shard is in memory to stay, so that a device may go on holding it;
   *     else nothing here holds it afterwards
   */
  public Gradient at(ShardWindow shard, float[] weights, long step, boolean stays) {
    return DeviceException.retry(
        () -> {
          ShardGradient gradient = take(shard);
          try {
            long start = System.nanoTime();
            Gradient partial = gradient.at(shard, weights, step);
            if (!stays) {
              gradient.release();
            }
            idle.addFirst(gradient);
            return partial.took(System.nanoTime() - start);
          } catch (RuntimeException | Error failure) {
            // Half a step may lie in it, and nobody else would close it.
            gradient.close();
            throw failure;
          }
        });
  }

  /** One whose device may still hold the shard; else a free, a new or an idle one. */
  private ShardGradient take(ShardWindow shard) {
    return idle(gradient -> gradient.holds(shard))
        .or(() -> idle(ShardGradient::isFree))
        .or(() -> idle(gradient -> !device.hasRoomToKeepData(footprint)))
        .orElseGet(() -> new ShardGradient(network, batches, device));
  }

  private Optional<ShardGradient> idle(Predicate<ShardGradient> wanted) {
    for (ShardGradient gradient : idle) {
      if (wanted.test(gradient) && idle.remove(gradient)) {
        return Optional.of(gradient);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    for (ShardGradient gradient = idle.poll(); gradient != null; gradient = idle.poll()) {
      gradient.close();
    }
  }
}
