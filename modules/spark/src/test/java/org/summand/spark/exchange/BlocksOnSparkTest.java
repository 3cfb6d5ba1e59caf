package org.summand.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.BlockLayout;
import org.summand.data.Folds;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.spark.Rows;
import org.summand.spark.SharedSpark;
import org.summand.spark.block.ShardBlocks;
import org.summand.spark.cost.ExchangeStrategy;
import org.summand.train.TrainingSettings;
import org.summand.train.gradient.Gradient;
import org.summand.train.gradient.LocalGradientSource;

/** Shards of several blocks, drawn window by window, on a cluster and without one. */
@Timeout(120)
class BlocksOnSparkTest {
  private static final int SHARDS = 6;
  private static final int ROWS = 1500;
  private static final int BLOCK_ROWS = 10;
  private static final int BATCH = 64;
  private static final long SEED = 7;
  private static final Network NETWORK =
      Network.parse("5 -> bag 2 -> 9 tanh -> dropout 0.3 -> 3 softmax");
  private static final TrainingSettings SETTINGS =
      TrainingSettings.of(NETWORK).withBatchSize(BATCH).withDevice(CpuDevice.NAME);

  private final JavaSparkContext spark = SharedSpark.context();
  private final List<Shard> whole = Rows.shards(Rows.even(ROWS, SHARDS), 5, 3, SEED);
  private final BlockLayout layout =
      BlockLayout.of(whole.stream().mapToInt(Shard::rows).toArray(), BLOCK_ROWS);

  private static final AtomicInteger PACKED = new AtomicInteger();

  private JavaRDD<Shard> distributed() {
    PACKED.set(0);
    return spark
        .parallelize(whole, SHARDS)
        .map(
            shard -> {
              PACKED.incrementAndGet();
              return shard;
            });
  }

  private ClusterGradients open(ExchangeStrategy strategy, ShardBlocks shards, Folds folds) {
    ExchangeChoice choice =
        strategy == ExchangeStrategy.RESIDENT
            ? ExchangeChoice.resident(ExchangeStrategy.ONE_STAGE)
            : ExchangeChoice.jobs(strategy);
    return ClusterGradients.open(
        new StepContext(spark, shards, SETTINGS, batches(folds)), choice, how -> {});
  }

  private MiniBatches batches(Folds folds) {
    return new MiniBatches(layout, folds, BATCH, SEED);
  }

  private void assertLocalBits(ClusterGradients source, Folds folds, long from, long to) {
    MiniBatches batches = batches(folds);
    try (LocalGradientSource local =
        new LocalGradientSource(NETWORK, whole, batches, new CpuDevice())) {
      for (long step = from; step <= to; step++) {
        float[] weights = NETWORK.initialWeights(step);
        Gradient ours = source.at(weights, step);
        Gradient expected = local.at(weights, step);
        assertThat(ours.sums()).containsExactly(expected.sums());
        assertThat(ours.loss()).isEqualTo(expected.loss());
        assertThat(ours.rows()).isEqualTo(expected.rows());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RESIDENT, MEMORY_AND_DISK, 0",
    "RESIDENT, DISK_ONLY, 0",
    "RESIDENT, NONE, 0",
    "RESIDENT, DISK_ONLY, 3",
    "ONE_STAGE, MEMORY_AND_DISK, 0",
    "ONE_STAGE, DISK_ONLY, 3",
    "TREE, DISK_ONLY, 0"
  })
  void theBitsAreThoseOfOneProcess(ExchangeStrategy strategy, String level, int folds) {
    ShardBlocks blocks = ShardBlocks.of(distributed(), layout);
    if (!level.equals("NONE")) {
      blocks.persist("blocks of a test", StorageLevel.fromString(level));
    }
    Folds held = new Folds(folds);
    long steps = batches(held).stepsPerEpoch();
    try (ClusterGradients source = open(strategy, blocks, held)) {
      assertLocalBits(source, held, 1, 2 * steps + 3);
      // As a run that goes on elsewhere in an epoch.
      assertLocalBits(source, held, 4 * steps + 9, 4 * steps + 14);
    } finally {
      blocks.unpersist();
    }
  }

  @Test
  void eachBlockIsReadOnceAnEpoch() throws Exception {
    ShardBlocks blocks = ShardBlocks.of(distributed(), layout);
    blocks.persist("blocks of a test", StorageLevel.DISK_ONLY());
    AtomicLong bytes = new AtomicLong();
    SparkListener counter =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            bytes.addAndGet(end.taskMetrics().inputMetrics().bytesRead());
          }
        };
    long steps = batches(Folds.NONE).stepsPerEpoch();
    try {
      blocks.store();
      assertThat(PACKED).hasValue(SHARDS);
      long kept =
          Arrays.stream(spark.sc().getRDDStorageInfo())
              .filter(info -> info.id() == blocks.source().id())
              .mapToLong(info -> info.diskSize())
              .sum();
      spark.sc().listenerBus().waitUntilEmpty();
      spark.sc().addSparkListener(counter);
      for (int epochs = 1; epochs <= 3; epochs++) {
        bytes.set(0);
        try (ClusterGradients source = open(ExchangeStrategy.RESIDENT, blocks, Folds.NONE)) {
          assertLocalBits(source, Folds.NONE, 1, epochs * steps);
        }
        spark.sc().listenerBus().waitUntilEmpty();
        // What is read ahead at the end is a window of the next epoch.
        assertThat(bytes.get()).isBetween(epochs * kept, epochs * kept + kept / 4);
      }
      assertThat(PACKED).hasValue(SHARDS);
    } finally {
      spark.sc().removeSparkListener(counter);
      blocks.unpersist();
    }
  }

  @Test
  void lostBlocksOfAShardAreMadeAgainTogether() {
    ShardBlocks blocks = ShardBlocks.of(distributed(), layout).persist("blocks of a test");
    try {
      blocks.store();
      for (int block = 0; block < layout.blocks(2); block++) {
        SparkEnv.get()
            .blockManager()
            .master()
            .removeBlock(new RDDBlockId(blocks.source().id(), layout.number(2, block)));
      }
      try (ClusterGradients source = open(ExchangeStrategy.RESIDENT, blocks, Folds.NONE)) {
        assertLocalBits(source, Folds.NONE, 1, 30);
      }
      assertThat(PACKED).hasValue(SHARDS + 1);
    } finally {
      blocks.unpersist();
    }
  }
}
