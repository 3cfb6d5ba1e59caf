package org.summand.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.summand.compute.Device;
import org.summand.compute.choice.Devices;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.spark.block.ShardBlocks;
import org.summand.spark.cost.ExchangeStrategy;
import org.summand.spark.exchange.ClusterGradients;
import org.summand.spark.exchange.ExchangeChoice;
import org.summand.spark.exchange.StepContext;
import org.summand.train.TrainingSettings;
import org.summand.train.gradient.Gradient;
import org.summand.train.gradient.LocalGradientSource;

/** Spark tasks that share an OpenCL device, and executors that choose theirs. */
class OpenClOnSparkTest {
  private static final long SEED = 7;
  private static final Network NETWORK = Network.parse("5 -> 9 tanh -> dropout 0.3 -> 3 softmax");

  private final JavaSparkContext spark = SharedSpark.context();

  @BeforeAll
  static void needsAnOpenClDevice() {
    List<String> refused = new ArrayList<>();
    boolean there =
        Devices.all(refused::add).stream().anyMatch(each -> each.name().startsWith("opencl"));
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as("CI has an OpenCL device; refused: %s", refused).isTrue();
    }
    assumeTrue(there, () -> "there is no OpenCL device here: " + refused);
  }

  @Test
  void clusterGradientEqualsLocalGradient() {
    List<Shard> shards = Rows.shards(Rows.even(60, 5), 5, 3, SEED);
    MiniBatches batches =
        new MiniBatches(shards.stream().mapToInt(Shard::rows).toArray(), 25, SEED);
    float[] weights = NETWORK.initialWeights(SEED);
    Device device = Devices.choose("opencl");
    try (LocalGradientSource local = new LocalGradientSource(NETWORK, shards, batches, device);
        ClusterGradients cluster =
            jobs(spark.parallelize(shards, shards.size()), batches, "opencl:0")) {
      for (long step = 1; step <= 2 * batches.stepsPerEpoch(); step++) {
        Gradient expected = local.at(weights, step);
        Gradient actual = cluster.at(weights, step);
        assertThat(actual.sums()).containsExactly(expected.sums());
        assertThat(actual.loss()).isEqualTo(expected.loss());
      }
    }
  }

  @Test
  void autoMeasuresAndComputesTheSame() {
    List<Shard> shards = Rows.shards(Rows.even(60, 2), 5, 3, SEED);
    MiniBatches batches =
        new MiniBatches(shards.stream().mapToInt(Shard::rows).toArray(), 25, SEED);
    float[] weights = NETWORK.initialWeights(SEED);
    try (ClusterGradients auto = jobs(spark.parallelize(shards, 2), batches, "auto");
        ClusterGradients cpu = jobs(spark.parallelize(shards, 2), batches, "cpu")) {
      double expected = cpu.at(weights, 1).loss();
      assertThat(auto.at(weights, 1).loss()).isCloseTo(expected, within(1e-5 * expected));
    }
  }

  private ClusterGradients jobs(JavaRDD<Shard> shards, MiniBatches batches, String device) {
    TrainingSettings settings = TrainingSettings.of(NETWORK).withDevice(device);
    return ClusterGradients.open(
        new StepContext(spark, ShardBlocks.of(shards, batches.layout()), settings, batches),
        ExchangeChoice.jobs(ExchangeStrategy.ONE_STAGE),
        how -> {});
  }
}
