package org.summand.benchmarks.scaling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.summand.benchmarks.Series;
import org.summand.benchmarks.SeriesSummary;
import org.summand.benchmarks.Timing;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.spark.block.ShardBlocks;
import org.summand.spark.cost.ExchangeStrategy;
import org.summand.spark.exchange.ClusterGradients;
import org.summand.spark.exchange.ExchangeChoice;
import org.summand.spark.exchange.ExchangeMode;
import org.summand.spark.exchange.ExchangePolicy;
import org.summand.spark.exchange.StepContext;
import org.summand.train.TrainingSettings;

/** Measures steps on one cluster: exchanges alone for many shapes, and whole steps. */
final class Sweep {
  /** Partial gradients that together take more are left out: the driver holds them all. */
  private static final double MOST_BYTES = 700e6;

  private static final int[] SHARDS = {1, 2, 3, 4, 8, 16, 32, 64};

  /** With fewer, a tree of stages saves the driver nothing worth a stage. */
  private static final int SHARDS_OF_A_TREE = 4;

  /** As few as have slots of their own, and as few as make a tree. */
  private static final int[] SHARDS_WITH_ROWS = {2, SHARDS_OF_A_TREE};

  private static final int FEATURES = 100;

  /** About 10,000, 100,000, a million and ten million weights. */
  private static final String[] NETWORKS = {
    "100 -> 100 linear", "100 -> 1000 linear", "100 -> 10000 linear", "100 -> 100000 linear"
  };

  private static final int[] ROWS = {10_000, 100_000, 1_000_000};
  private static final int BATCH = 1024;
  private static final int RUNS = 50;
  private static final double WARM_UP_SECONDS = 1.5;
  private static final int WARM_UP_RUNS = 1000;

  private final JavaSparkContext spark;
  private final Cluster cluster;
  private final double secondsAPoint;
  private final int runs;
  private final Consumer<Point> out;

  Sweep(JavaSparkContext spark, Cluster cluster, double secondsAPoint, Consumer<Point> out) {
    this(spark, cluster, secondsAPoint, RUNS, out);
  }

  private Sweep(
      JavaSparkContext spark,
      Cluster cluster,
      double secondsAPoint,
      int runs,
      Consumer<Point> out) {
    this.spark = spark;
    this.cluster = cluster;
    this.secondsAPoint = secondsAPoint;
    this.runs = runs;
    this.out = out;
  }

  void run() {
    warmUp();
    for (String network : NETWORKS) {
      Network parsed = Network.parse(network);
      for (int shards : SHARDS) {
        if ((double) Float.BYTES * parsed.weightCount() * shards <= MOST_BYTES) {
          measure(parsed, shards, 0, 0);
        }
      }
    }
    Network network = Network.parse("100 -> 100 relu -> 1 linear");
    for (int rows : ROWS) {
      for (int shards : SHARDS_WITH_ROWS) {
        measure(network, shards, rows, BATCH);
        measure(network, shards, rows, rows);
      }
    }
  }

  /** Brings every way's code to its compiled form, which one shape's own warm-up does not. */
  private void warmUp() {
    Sweep uncounted = new Sweep(spark, cluster, WARM_UP_SECONDS, WARM_UP_RUNS, point -> {});
    for (String network : NETWORKS) {
      uncounted.measure(Network.parse(network), cluster.slots(), 0, 0);
      uncounted.measure(Network.parse(network), SHARDS_OF_A_TREE, 0, 0);
    }
  }

  private void measure(Network network, int shardCount, int rows, int batch) {
    JavaRDD<Shard> shards = shards(network, shardCount, rows / shardCount);
    int[] counts = new int[shardCount];
    Arrays.fill(counts, rows / shardCount);
    MiniBatches batches = new MiniBatches(counts, Math.max(1, batch), 1);
    List<ExchangeStrategy> jobs =
        shardCount < SHARDS_OF_A_TREE
            ? List.of(ExchangeStrategy.ONE_STAGE)
            : List.of(ExchangeStrategy.ONE_STAGE, ExchangeStrategy.TREE);
    try {
      measure(jobs, network, shards, batches, rows, batch);
      if (shardCount <= cluster.slots()) {
        // By itself: the jobs of the others would send away the resident tasks.
        measure(List.of(ExchangeStrategy.RESIDENT), network, shards, batches, rows, batch);
      }
    } finally {
      shards.unpersist(true);
    }
  }

  /** Times some ways in turn. */
  private void measure(
      List<ExchangeStrategy> strategies,
      Network network,
      JavaRDD<Shard> shards,
      MiniBatches batches,
      int rows,
      int batch) {
    float[] weights = network.initialWeights(1);
    long[] step = {0};
    List<ClusterGradients> sources = new ArrayList<>();
    List<Timing.Candidate> candidates = new ArrayList<>();
    for (ExchangeStrategy strategy : strategies) {
      ClusterGradients source = open(strategy, network, shards, batches);
      sources.add(source);
      candidates.add(new Timing.Candidate(strategy.name(), 0, () -> source.at(weights, ++step[0])));
    }
    int shardCount = shards.getNumPartitions();
    try {
      for (Series series : Timing.inTurn("", runs, runs, secondsAPoint, candidates)) {
        out.accept(point(SeriesSummary.of(series), shardCount, network.weightCount(), rows, batch));
      }
    } finally {
      sources.forEach(ClusterGradients::close);
    }
  }

  private ClusterGradients open(
      ExchangeStrategy strategy, Network network, JavaRDD<Shard> shards, MiniBatches batches) {
    TrainingSettings settings = TrainingSettings.of(network).withDevice(CpuDevice.NAME);
    ExchangeChoice choice =
        strategy == ExchangeStrategy.RESIDENT
            ? ExchangePolicy.of(spark, settings, shards.getNumPartitions(), false)
                .choose(ExchangeMode.RESIDENT, 1, new org.summand.spark.cluster.Cluster(spark))
            : ExchangeChoice.jobs(strategy);
    return ClusterGradients.open(
        new StepContext(spark, ShardBlocks.of(shards, batches.layout()), settings, batches),
        choice,
        how -> {});
  }

  private Point point(SeriesSummary figures, int shards, int weights, int rows, int batch) {
    return new Point(
        cluster,
        ExchangeStrategy.valueOf(figures.name()),
        shards,
        weights,
        rows,
        batch,
        Runtime.getRuntime().availableProcessors(),
        figures.median(),
        figures.least(),
        figures.most(),
        figures.runs());
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
