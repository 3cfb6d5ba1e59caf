package io.summand.benchmarks;

import io.summand.data.MiniBatches;
import io.summand.data.Shard;
import io.summand.nn.Dense;
import io.summand.nn.Layer;
import io.summand.nn.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A network and made-up rows to train it on: normal features, random classes.
 *
 * @param network what is trained
 * @param batchSize the rows of a step
 * @param shards the rows, in shards
 */
record Workload(Network network, int batchSize, List<Shard> shards) {
  private static final long SEED = 1;

  static Workload of(String network, int batchSize, int rows, int shardCount) {
    Network parsed = Network.parse(network);
    List<Shard> shards = new ArrayList<>();
    for (int s = 0; s < shardCount; s++) {
      shards.add(shard(parsed, s, rows / shardCount));
    }
    return new Workload(parsed, batchSize, shards);
  }

  private static Shard shard(Network network, int index, int rows) {
    SplittableRandom random = new SplittableRandom(SEED + index);
    float[] features = new float[rows * network.inputs()];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) (random.nextDouble() + random.nextDouble() - 1);
    }
    float[] targets = new float[rows * 2];
    for (int r = 0; r < rows; r++) {
      targets[2 * r] = random.nextInt(network.outputs());
      targets[2 * r + 1] = 1;
    }
    return new Shard(index, rows, features, targets);
  }

  /** The same shards on the cluster, made where they stay: what is shipped with a task is not. */
  JavaRDD<Shard> distributed(JavaSparkContext spark) {
    Network theNetwork = network;
    int rows = shards.get(0).rows();
    List<Integer> indices = IntStream.range(0, shards.size()).boxed().toList();
    return spark
        .parallelize(indices, shards.size())
        .map(index -> shard(theNetwork, index, rows))
        .cache();
  }

  MiniBatches batches() {
    return new MiniBatches(shards.stream().mapToInt(Shard::rows).toArray(), batchSize, SEED);
  }

  /**
   * The floating-point operations of a step's products: 4·in·out a row for the first layer, which
   * needs no dX, and 6·in·out for the others.
   */
  double flopsPerStep() {
    double perRow = 0;
    for (Layer layer : network.layers()) {
      if (layer instanceof Dense dense) {
        perRow += (perRow == 0 ? 4.0 : 6.0) * dense.inputs() * dense.outputs();
      }
    }
    return perRow * batchSize;
  }
}
