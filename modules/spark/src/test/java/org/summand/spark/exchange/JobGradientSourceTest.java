package org.summand.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.BlockId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.compute.cpu.CpuDevice;
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
import scala.runtime.AbstractFunction1;

/** The distributed step against the same step in one JVM. */
class JobGradientSourceTest {
  private static final int ROWS = 60;
  private static final int BATCH = 25;
  private static final long SEED = 7;
  private static final Network NETWORK = Network.parse("5 -> 9 tanh -> dropout 0.3 -> 3 softmax");

  private final JavaSparkContext spark = SharedSpark.context();

  private static JavaRDD<Shard> distribute(JavaSparkContext spark, List<Shard> shards) {
    return spark.parallelize(shards, shards.size());
  }

  private static MiniBatches batches(List<Shard> shards) {
    return new MiniBatches(shards.stream().mapToInt(Shard::rows).toArray(), BATCH, SEED);
  }

  private JobGradientSource cluster(JavaRDD<Shard> shards, MiniBatches batches) {
    return source(shards, batches, ExchangeStrategy.ONE_STAGE);
  }

  private JobGradientSource treeOfStages(JavaRDD<Shard> shards, MiniBatches batches) {
    return source(shards, batches, ExchangeStrategy.TREE);
  }

  private JobGradientSource source(
      JavaRDD<Shard> shards, MiniBatches batches, ExchangeStrategy strategy) {
    TrainingSettings settings = TrainingSettings.of(NETWORK).withDevice(CpuDevice.NAME);
    return new JobGradientSource(
        new StepContext(spark, ShardBlocks.of(shards, batches.layout()), settings, batches),
        strategy);
  }

  private static void assertSameBits(Gradient one, Gradient other) {
    assertThat(one.sums()).containsExactly(other.sums());
    assertThat(one.loss()).isEqualTo(other.loss());
    assertThat(one.weight()).isEqualTo(other.weight());
    assertThat(one.rows()).isEqualTo(other.rows());
  }

  /** 200 shards of 60 rows: most of them are empty. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 200})
  void clusterGradientEqualsLocalGradient(int shardCount) {
    List<Shard> shards = Rows.shards(Rows.even(ROWS, shardCount), 5, 3, SEED);
    MiniBatches batches = batches(shards);
    float[] weights = NETWORK.initialWeights(SEED);
    try (LocalGradientSource local =
            new LocalGradientSource(NETWORK, shards, batches, new CpuDevice());
        JobGradientSource cluster = cluster(distribute(spark, shards), batches)) {
      for (long step = 1; step <= 2 * batches.stepsPerEpoch(); step++) {
        assertSameBits(cluster.at(weights, step), local.at(weights, step));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8, 17, 200})
  void treeOfStagesAddsTheSameBitsAsOneStage(int shardCount) {
    List<Shard> shards = Rows.shards(Rows.even(ROWS, shardCount), 5, 3, SEED);
    MiniBatches batches = batches(shards);
    JavaRDD<Shard> distributed = distribute(spark, shards);
    float[] weights = NETWORK.initialWeights(SEED);
    try (JobGradientSource tree = treeOfStages(distributed, batches);
        JobGradientSource oneStage = cluster(distributed, batches)) {
      assertSameBits(tree.at(weights, 1), oneStage.at(weights, 1));
    }
  }

  @Test
  void randomDelaysOfTasksDoNotChangeABit() {
    List<Shard> shards = Rows.shards(Rows.even(ROWS, 8), 5, 3, SEED);
    MiniBatches batches = batches(shards);
    JavaRDD<Shard> prompt = distribute(spark, shards);
    JavaRDD<Shard> delayed =
        prompt.map(
            shard -> {
              Thread.sleep(ThreadLocalRandom.current().nextInt(30));
              return shard;
            });
    float[] weights = NETWORK.initialWeights(SEED);
    try (JobGradientSource source = cluster(prompt, batches);
        JobGradientSource delayedSource = cluster(delayed, batches);
        JobGradientSource delayedTree = treeOfStages(delayed, batches)) {
      for (long step = 1; step <= 5; step++) {
        Gradient expected = source.at(weights, step);
        assertSameBits(delayedSource.at(weights, step), expected);
        assertSameBits(delayedTree.at(weights, step), expected);
      }
    }
  }

  @Test
  void broadcastsAndBlocksDoNotPileUp() throws InterruptedException {
    List<Shard> shards = Rows.shards(Rows.even(ROWS, 3), 5, 3, SEED);
    JavaRDD<Shard> cached = distribute(spark, shards).cache();
    float[] weights = NETWORK.initialWeights(SEED);
    try (JobGradientSource source = cluster(cached, batches(shards))) {
      source.at(weights, 1);
      int before = blocksAfterClean();
      for (long step = 2; step <= 301; step++) {
        source.at(weights, step);
      }
      // Task binaries of the last jobs wait for the garbage collector; 300 steps must not show.
      assertThat(blocksAfterClean()).isLessThan(before + 30);
    } finally {
      cached.unpersist(true);
    }
  }

  /** The blocks held once Spark's asynchronous clean-up has had time to run. */
  private static int blocksAfterClean() throws InterruptedException {
    int blocks = Integer.MAX_VALUE;
    for (int wait = 0; wait < 40; wait++) {
      System.gc();
      Thread.sleep(50);
      int now = SparkEnv.get().blockManager().getMatchingBlockIds(new AnyBlock()).size();
      if (now >= blocks && wait > 10) {
        break;
      }
      blocks = now;
    }
    return blocks;
  }

  @Test
  void stepsOfATreeLeaveNoFilesBehind() throws InterruptedException {
    List<Shard> shards = Rows.shards(Rows.even(ROWS, 9), 5, 3, SEED);
    float[] weights = NETWORK.initialWeights(SEED);
    try (JobGradientSource tree = treeOfStages(distribute(spark, shards), batches(shards))) {
      int before = files();
      for (long step = 1; step <= 10; step++) {
        tree.at(weights, step);
      }
      // Spark removes them in the background; no garbage collection may be needed for it.
      for (int wait = 0; wait < 100 && files() > before; wait++) {
        Thread.sleep(50);
      }
      assertThat(files()).isLessThanOrEqualTo(before);
    }
  }

  private static int files() {
    return SparkEnv.get().blockManager().diskBlockManager().getAllFiles().size();
  }

  private static final class AnyBlock extends AbstractFunction1<BlockId, Object> {
    @Override
    public Object apply(BlockId id) {
      return true;
    }
  }
}
