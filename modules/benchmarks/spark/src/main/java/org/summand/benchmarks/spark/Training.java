package org.summand.benchmarks.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.summand.benchmarks.Perceptron;
import org.summand.benchmarks.Rows;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;

/**
 * What Summand trains, and on what.
 *
 * @param network what is trained
 * @param shards the rows
 * @param batches which rows each step takes
 */
record Training(Network network, List<Shard> shards, MiniBatches batches) {
  /**
   * The shards of each distributed data set. Tasks of Spark's local mode run in this JVM and find
   * them here; what is shipped with a task is shipped again at every step.
   */
  private static final ConcurrentHashMap<Integer, List<Shard>> KEPT = new ConcurrentHashMap<>();

  private static final AtomicInteger NEXT = new AtomicInteger();

  static Training of(Perceptron perceptron, Rows rows, long seed, int shardCount) {
    List<Integer> widths = perceptron.widths();
    String hidden =
        widths.subList(1, widths.size() - 1).stream()
            .map(width -> width + " relu -> ")
            .collect(Collectors.joining());
    Network network =
        Network.parse(perceptron.inputs() + " -> " + hidden + perceptron.outputs() + " softmax");
    List<Shard> shards = new ArrayList<>();
    for (int s = 0; s < shardCount; s++) {
      int from = s * rows.count() / shardCount;
      int to = (s + 1) * rows.count() / shardCount;
      shards.add(shard(s, rows.range(from, to)));
    }
    int[] counts = shards.stream().mapToInt(Shard::rows).toArray();
    return new Training(network, shards, new MiniBatches(counts, perceptron.batchSize(), seed));
  }

  private static Shard shard(int index, Rows rows) {
    float[] targets = new float[2 * rows.count()];
    for (int r = 0; r < rows.count(); r++) {
      targets[2 * r] = rows.classes()[r];
      targets[2 * r + 1] = 1;
    }
    return new Shard(index, rows.count(), rows.features(), targets);
  }

  /** The same shards on Spark, one in each partition. */
  JavaRDD<Shard> distributed(JavaSparkContext spark) {
    int id = NEXT.incrementAndGet();
    KEPT.put(id, shards);
    List<Integer> indices = IntStream.range(0, shards.size()).boxed().toList();
    return spark.parallelize(indices, shards.size()).map(index -> KEPT.get(id).get(index)).cache();
  }
}
