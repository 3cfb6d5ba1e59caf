package org.summand.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.spark.Rows;
import org.summand.spark.SharedSpark;
import org.summand.spark.block.ShardBlocks;
import org.summand.spark.cluster.Cluster;
import org.summand.train.TrainingSettings;
import org.summand.train.gradient.Gradient;
import org.summand.train.gradient.LocalGradientSource;

/** Steps by resident tasks, in one JVM, against the same steps without Spark. */
@Timeout(120)
class ResidentGradientSourceTest {
  private static final int ROWS = 60;
  private static final int STEPS = 12;
  private static final long SEED = 7;
  private static final Network NETWORK =
      Network.parse("5 -> ensemble 2 -> 9 tanh -> dropout 0.3 -> 3 softmax");
  private static final TrainingSettings SETTINGS =
      TrainingSettings.of(NETWORK).withBatchSize(25).withDevice(CpuDevice.NAME);

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final JavaSparkContext spark = SharedSpark.context();

  private static List<Shard> shards(int count) {
    return Rows.shards(Rows.even(ROWS, count), 5, 3, SEED);
  }

  private static MiniBatches batches(List<Shard> shards) {
    return new MiniBatches(shards.stream().mapToInt(Shard::rows).toArray(), 25, SEED);
  }

  private ClusterGradients open(ExchangeMode mode, JavaRDD<Shard> distributed, List<Shard> shards) {
    ExchangeChoice choice =
        ExchangePolicy.of(spark, SETTINGS, shards.size(), false)
            .choose(mode, 1, new Cluster(spark));
    return ClusterGradients.open(
        new StepContext(
            spark,
            ShardBlocks.of(distributed, batches(shards).layout()),
            SETTINGS,
            batches(shards)),
        choice,
        said::add);
  }

  private ClusterGradients open(ExchangeMode mode, List<Shard> shards) {
    return open(mode, spark.parallelize(shards, shards.size()), shards);
  }

  /** Runs before every step. */
  private interface Between {
    void step(long step) throws Exception;
  }

  private static void assertLocalBits(ClusterGradients source, List<Shard> shards, Between between)
      throws Exception {
    try (LocalGradientSource local =
        new LocalGradientSource(NETWORK, shards, batches(shards), new CpuDevice())) {
      for (long step = 1; step <= STEPS; step++) {
        between.step(step);
        float[] weights = NETWORK.initialWeights(step);
        Gradient ours = source.at(weights, step);
        Gradient expected = local.at(weights, step);
        assertThat(ours.sums()).containsExactly(expected.sums());
        assertThat(ours.loss()).isEqualTo(expected.loss());
        assertThat(ours.weight()).isEqualTo(expected.weight());
        assertThat(ours.rows()).isEqualTo(expected.rows());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 17, 64})
  void oneJobGivesTheGradientsOfAllSteps(int shardCount) throws Throwable {
    List<Shard> shards = shards(shardCount);
    int jobs =
        SharedSpark.jobsOf(
            () -> {
              try (ClusterGradients source = open(ExchangeMode.AUTO, shards)) {
                assertLocalBits(source, shards, step -> {});
              }
            });
    assertThat(jobs).isEqualTo(1);
    assertThat(said).containsExactly("by resident tasks: " + shardCount + " shards, 4 slots");
  }

  @Test
  void tasksGiveWayToTheDriversOwnJobsBetweenSteps() throws Exception {
    List<Shard> shards = shards(10);
    JavaRDD<Shard> distributed = spark.parallelize(shards, 10);
    try (ClusterGradients source = open(ExchangeMode.AUTO, distributed, shards)) {
      assertLocalBits(
          source,
          shards,
          step -> {
            if (step % 3 == 0) {
              assertThat(distributed.count()).isEqualTo(10);
            }
          });
    }
  }

  @Test
  void runsOfTwoThreadsShareTheSlots() throws Exception {
    List<Shard> shards = shards(7);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> runs =
          List.of(threads.submit(() -> run(shards)), threads.submit(() -> run(shards)));
      for (Future<?> run : runs) {
        run.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private Void run(List<Shard> shards) throws Exception {
    try (ClusterGradients source = open(ExchangeMode.AUTO, shards)) {
      assertLocalBits(source, shards, step -> {});
    }
    return null;
  }

  /** Those that Spark has on disk alone are read again in each step. */
  @ParameterizedTest
  @ValueSource(strings = {"MEMORY_ONLY", "DISK_ONLY"})
  void shardsMayBeInMemoryOrOnDisk(String level) throws Exception {
    List<Shard> shards = shards(6);
    JavaRDD<Shard> kept = spark.parallelize(shards, 6).persist(StorageLevel.fromString(level));
    try (ClusterGradients source = open(ExchangeMode.RESIDENT, kept, shards)) {
      assertLocalBits(source, shards, step -> {});
    } finally {
      kept.unpersist(true);
    }
  }

  private static final AtomicBoolean STRUCK = new AtomicBoolean();

  @Test
  void aTaskThatFailsCostsNoBit() throws Exception {
    STRUCK.set(false);
    List<Shard> shards = shards(9);
    JavaRDD<Shard> failing =
        spark
            .parallelize(shards, 9)
            .map(
                shard -> {
                  if (shard.index() == 6 && STRUCK.compareAndSet(false, true)) {
                    throw new IllegalStateException("thrown for a test");
                  }
                  return shard;
                });
    try (ClusterGradients source = open(ExchangeMode.AUTO, failing, shards)) {
      assertLocalBits(source, shards, step -> {});
    }
    assertThat(STRUCK).isTrue();
  }

  @Test
  void slotsAreFreeAndThreadsGoneWhenARunIsOver() throws Exception {
    List<Shard> shards = shards(4);
    try (ClusterGradients source = open(ExchangeMode.AUTO, shards)) {
      source.at(NETWORK.initialWeights(1), 1);
    }
    spark.sc().listenerBus().waitUntilEmpty();
    assertThat(spark.statusTracker().getActiveJobIds()).isEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("summand resident"));
  }
}
