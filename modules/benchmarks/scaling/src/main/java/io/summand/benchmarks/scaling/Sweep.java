package io.summand.benchmarks.scaling;

import io.summand.benchmarks.Series;
import io.summand.benchmarks.Timing;
import io.summand.compute.CpuDevice;
import io.summand.data.MiniBatches;
import io.summand.data.Shard;
import io.summand.nn.Network;
import io.summand.spark.JobGradientSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Measures steps on one cluster: exchanges alone for many shapes, and whole steps. */
final class Sweep {
  /** Summands that together take more are left out: the driver holds them all. */
  private static final double MOST_BYTES = 700e6;

  private static final int[] SHARDS = {1, 2, 4, 8, 16, 32, 64};

  /** As few as make a tree. */
  private static final int SHARDS_WITH_ROWS = 4;

  private static final int FEATURES = 100;

  /** About 10,000, 100,000, a million and ten million weights. */
  private static final String[] NETWORKS = {
    "100 -> 100 linear", "100 -> 1000 linear", "100 -> 10000 linear", "100 -> 100000 linear"
  };

  private static final int[] ROWS = {10_000, 100_000, 1_000_000};
  private static final int BATCH = 1024;

  private final JavaSparkContext spark;
  private final Cluster cluster;
  private final double secondsAPoint;
  private final Consumer<Point> out;

  Sweep(JavaSparkContext spark, Cluster cluster, double secondsAPoint, Consumer<Point> out) {
    this.spark = spark;
    this.cluster = cluster;
    this.secondsAPoint = secondsAPoint;
    this.out = out;
  }

  void run() {
    for (String network : NETWORKS) {
      Network parsed = Network.parse(network);
      for (int shards : SHARDS) {
        if ((double) Float.BYTES * parsed.weightCount() * shards <= MOST_BYTES) {
          measure(parsed, shards, 0, 1);
        }
      }
    }
    Network network = Network.parse("100 -> 100 relu -> 1 linear");
    for (int rows : ROWS) {
      measure(network, SHARDS_WITH_ROWS, rows, BATCH);
      measure(network, SHARDS_WITH_ROWS, rows, rows);
    }
  }

  private void measure(Network network, int shardCount, int rows, int batch) {
    JavaRDD<Shard> shards = shards(network, shardCount, rows / shardCount);
    int[] counts = new int[shardCount];
    Arrays.fill(counts, rows / shardCount);
    MiniBatches batches = new MiniBatches(counts, batch, 1);
    float[] weights = network.initialWeights(1);
    long[] step = {0};
    List<JobGradientSource> sources = new ArrayList<>();
    List<Timing.Candidate> candidates = new ArrayList<>();
    for (int depth = 1; depth <= (shardCount >= SHARDS_WITH_ROWS ? 2 : 1); depth++) {
      JobGradientSource source =
          new JobGradientSource(spark, shards, network, batches, CpuDevice.NAME, depth);
      sources.add(source);
      candidates.add(
          new Timing.Candidate(
              depth == 1 ? "one stage" : "tree", 0, () -> source.at(weights, ++step[0])));
    }
    try {
      for (Series series : Timing.inTurn("", 50, 50, secondsAPoint, candidates)) {
        out.accept(point(series, shardCount, network.weightCount(), rows, batch));
      }
    } finally {
      sources.forEach(JobGradientSource::close);
      shards.unpersist(true);
    }
  }

  private Point point(Series series, int shards, int weights, int rows, int batch) {
    double[] sorted = series.seconds().clone();
    Arrays.sort(sorted);
    return new Point(
        cluster,
        series.name().equals("tree"),
        shards,
        weights,
        rows,
        rows == 0 ? 0 : batch,
        Runtime.getRuntime().availableProcessors(),
        sorted[sorted.length / 2],
        sorted[0],
        sorted[sorted.length - 1],
        sorted.length);
  }

  /** Shards of so many random rows, made where they stay. */
  private JavaRDD<Shard> shards(Network network, int count, int rows) {
    int targets = network.outputs() + 1;
    List<Integer> indices = IntStream.range(0, count).boxed().toList();
    return spark
        .parallelize(indices, count)
        .map(
            index -> {
              SplittableRandom random = new SplittableRandom(index);
              float[] features = new float[rows * FEATURES];
              for (int i = 0; i < features.length; i++) {
                features[i] = (float) random.nextDouble();
              }
              float[] ones = new float[rows * targets];
              Arrays.fill(ones, 1);
              return new Shard(index, rows, features, ones);
            })
        .cache();
  }
}
