package org.summand.train.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.summand.compute.CounterRandom;
import org.summand.compute.Device;
import org.summand.compute.EmbeddingTable;
import org.summand.compute.choice.BestTime;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.ExecutionPlan;
import org.summand.nn.Network;

/**
 * How long a device takes for the steps of a run: the network's own shapes, as many shards at a
 * time as there are processors, because a device is shared by all tasks and a processor is not.
 */
public final class StepTrial {
  private static final int TIMES = 3;
  private static final double ENOUGH_SECONDS = 1;
  private static final long SEED = 1;

  private final Network network;
  private final List<Shard> shards = new ArrayList<>();
  private final MiniBatches batches;
  private final float[] weights;

  /** A trial of steps in which each shard has {@code rows} rows, of random numbers. */
  public StepTrial(Network network, int rows) {
    this.network = network;
    int blockRows = Math.max(1, Math.min(rows, ExecutionPlan.blockRows(network)));
    int processors = Runtime.getRuntime().availableProcessors();
    for (int i = 0; i < processors; i++) {
      shards.add(random(i, blockRows));
    }
    int[] all = IntStream.generate(() -> blockRows).limit(processors).toArray();
    batches = new MiniBatches(all, blockRows * processors, SEED);
    weights = network.initialWeights(SEED);
  }

  private Shard random(int index, int rows) {
    float[] features = new float[Math.multiplyExact(rows, network.inputs())];
    for (int i = 0; i < features.length; i++) {
      features[i] = CounterRandom.uniform(index, i);
    }
    List<EmbeddingTable> tables = network.categories();
    for (int r = 1; r <= rows; r++) {
      for (int t = 0; t < tables.size(); t++) {
        int at = r * network.inputs() - tables.size() + t;
        features[at] = (float) Math.floor(features[at] * tables.get(t).categories());
      }
    }
    float[] targets = new float[rows * (network.targets() + 1)];
    for (int r = 0; r < rows; r++) {
      targets[(r + 1) * (network.targets() + 1) - 1] = 1;
    }
    return new Shard(index, rows, features, targets);
  }

  /** The seconds of one step, the best of a few after one to warm up. */
  public double seconds(Device device) {
    try (LocalGradientSource source = new LocalGradientSource(network, shards, batches, device)) {
      return BestTime.seconds(TIMES, ENOUGH_SECONDS, () -> source.at(weights, 1));
    }
  }
}
