package org.summand.spark.executor;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.summand.compute.Device;
import org.summand.compute.choice.Devices;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.data.ShardWindow;
import org.summand.nn.Network;
import org.summand.spark.block.TaskShard;
import org.summand.train.Evaluation;
import org.summand.train.ShardEvaluation;
import org.summand.train.gradient.Gradient;
import org.summand.train.gradient.ShardGradients;
import org.summand.train.gradient.StepTrial;

/**
 * An executor's side of a run. Broadcast once; Spark hands all tasks of an executor the same
 * instance, so what it builds on first use, activations and a share of the device, serves every
 * step and is dropped with the broadcast.
 *
 * <p>The network travels as its text, because Kryo cannot serialise records.
 */
public final class ExecutorContext implements Serializable {
  private static final long serialVersionUID = 1;

  /** Finding a device takes long; one JVM has the same ones all its life. */
  private static final ConcurrentHashMap<String, Device> DEVICES = new ConcurrentHashMap<>();

  private final String networkText;
  private final float labelSmoothing;
  private final MiniBatches batches;
  private final String deviceName;

  private transient Network network;
  private transient ConcurrentHashMap<Device, ShardGradients> gradients;
  private transient ShardWindows windows;

  public ExecutorContext(Network network, MiniBatches batches, String deviceName) {
    networkText = network.toString();
    labelSmoothing = network.loss().smoothing();
    this.batches = batches;
    this.deviceName = deviceName;
  }

  /**
   * The partial gradient of one shard; see {@link ShardGradients#at}.
   *
   * @param stays whether its task goes on to the next steps
   */
  public Gradient gradient(TaskShard shard, float[] weights, long step, boolean stays) {
    long askedAt = System.nanoTime();
    ShardWindow rows =
        shard.blocks() == 1 ? ShardWindow.of(shard.whole()) : windows().of(shard, step, stays);
    long loadNanos = System.nanoTime() - askedAt;
    Network theNetwork = network();
    return gradients()
        .computeIfAbsent(device(), on -> new ShardGradients(theNetwork, batches, on))
        .at(rows, weights, step, stays || shard.isInMemory())
        .loaded(loadNanos);
  }

  /** The evaluation of one shard, by the rows held out where any are. */
  public Evaluation evaluation(TaskShard shard, float[] weights, Evaluation.Detail detail) {
    Evaluation sum = evaluation(shard.block(0), weights, detail);
    for (int block = 1; block < shard.blocks(); block++) {
      sum.add(evaluation(shard.block(block), weights, detail));
    }
    return sum;
  }

  private Evaluation evaluation(Shard rows, float[] weights, Evaluation.Detail detail) {
    return ShardEvaluation.of(network(), batches.folds(), device(), rows, weights, detail);
  }

  private synchronized ShardWindows windows() {
    if (windows == null) {
      windows = new ShardWindows(batches);
    }
    return windows;
  }

  private synchronized Network network() {
    if (network == null) {
      network = Network.parse(networkText).smoothed(labelSmoothing);
    }
    return network;
  }

  private synchronized ConcurrentHashMap<Device, ShardGradients> gradients() {
    if (gradients == null) {
      gradients = new ConcurrentHashMap<>();
    }
    return gradients;
  }

  /** The device for this network on this executor, and of several GPUs the one of this task. */
  private Device device() {
    Optional<String> gpu = TaskGpu.deviceName();
    if (isAuto(deviceName)) {
      return DEVICES.computeIfAbsent(
          deviceName + " " + gpu.orElse("") + " " + networkText,
          key ->
              Devices.fastest(
                  work(gpu),
                  device -> gpu.isEmpty() || device.name().equals(gpu.get()),
                  new StepTrial(network(), batches.largestShare())::seconds));
    }
    return device(TaskGpu.isKind(deviceName) ? gpu.orElse(deviceName) : deviceName);
  }

  /** What a device is measured by. */
  private String work(Optional<String> gpu) {
    return String.format(
        Locale.ROOT,
        "steps of %s with %d rows a shard, on %s",
        networkText,
        batches.largestShare(),
        gpu.orElse("any device"));
  }

  private static boolean isAuto(String name) {
    return name.strip().equalsIgnoreCase(Devices.AUTO);
  }

  /** The device of a name on this executor. */
  public static Device device(String name) {
    return DEVICES.computeIfAbsent(name, Devices::choose);
  }
}
