package org.summand.compute.opencl.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.summand.compute.CounterRandom;
import org.summand.compute.Device;
import org.summand.compute.Footprint;
import org.summand.compute.Region;
import org.summand.compute.Workspace;
import org.summand.compute.choice.BestTime;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.train.gradient.LocalGradientSource;

/** The time of whole training steps, the large and the small one of the benchmarks. */
record StepSpeed(String name, Network network, int batch) {
  static final StepSpeed LARGE =
      new StepSpeed(
          "largeStep", Network.parse("784 -> 1024 relu -> 1024 relu -> 10 softmax"), 8192);
  static final StepSpeed SMALL =
      new StepSpeed("smallStep", Network.parse("784 -> 128 relu -> 10 softmax"), 1024);

  /** The seconds of a step, its batch in so many equal shards, computed at the same time. */
  double seconds(Device device, int shardCount) {
    List<Shard> shards = new ArrayList<>();
    int rows = batch / shardCount;
    for (int i = 0; i < shardCount; i++) {
      float[] targets = new float[2 * rows];
      for (int r = 0; r < rows; r++) {
        targets[2 * r] = r % network.outputs();
        targets[2 * r + 1] = 1;
      }
      shards.add(new Shard(i, rows, random(rows * network.inputs()), targets));
    }
    int[] sizes = new int[shardCount];
    Arrays.fill(sizes, rows);
    MiniBatches batches = new MiniBatches(sizes, batch, 1);
    float[] weights = network.initialWeights(1);
    try (LocalGradientSource source = new LocalGradientSource(network, shards, batches, device)) {
      long[] step = new long[1];
      // Weights are another array each step, as the optimiser leaves them.
      return best(() -> source.at(weights.clone(), ++step[0]));
    }
  }

  /** The seconds in which weights go down and a gradient comes up, with nothing between. */
  double transferSeconds(Device device) {
    int count = network.weightCount();
    float[] weights = network.initialWeights(1);
    try (Workspace on = device.open(new Footprint(count, 1))) {
      return best(
          () -> {
            on.bind(Region.WEIGHTS, weights.clone());
            on.takeGradient();
          });
    }
  }

  private static double best(Runnable work) {
    return BestTime.seconds(ProductSpeed.TIMES, ProductSpeed.ENOUGH_SECONDS, work);
  }

  private static float[] random(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = CounterRandom.uniform(1, i) - 0.5f;
    }
    return values;
  }
}
