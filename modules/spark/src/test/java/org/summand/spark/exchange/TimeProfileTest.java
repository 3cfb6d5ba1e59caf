package org.summand.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.spark.Rows;
import org.summand.spark.SharedSpark;
import org.summand.spark.block.ShardBlocks;
import org.summand.spark.cost.ExchangeStrategy;
import org.summand.spark.exchange.TimeProfile.Phase;
import org.summand.train.TrainingSettings;

/** Where the time went is told by the same words however steps are taken. */
@Timeout(120)
class TimeProfileTest {
  private static final Network NETWORK = Network.parse("5 -> 9 tanh -> 3 softmax");
  private static final int SHARDS = 3;
  private static final long PACKING_MILLIS = 300;

  private final JavaSparkContext spark = SharedSpark.context();

  /** The profile of two steps whose shards take a while to be packed, once. */
  private TimeProfile profile(ExchangeStrategy strategy) {
    List<Shard> packed = Rows.shards(Rows.even(60, SHARDS), 5, 3, 1);
    JavaRDD<Shard> shards =
        spark
            .parallelize(packed, SHARDS)
            .map(
                shard -> {
                  Thread.sleep(PACKING_MILLIS);
                  return shard;
                })
            .cache();
    ExchangeChoice choice =
        strategy == ExchangeStrategy.RESIDENT
            ? ExchangeChoice.resident(ExchangeStrategy.ONE_STAGE)
            : ExchangeChoice.jobs(strategy);
    MiniBatches batches = new MiniBatches(packed.stream().mapToInt(Shard::rows).toArray(), 25, 1);
    TrainingSettings settings = TrainingSettings.of(NETWORK).withDevice(CpuDevice.NAME);
    try (ClusterGradients source =
        ClusterGradients.open(
            new StepContext(spark, ShardBlocks.of(shards, batches.layout()), settings, batches),
            choice,
            how -> {})) {
      source.at(NETWORK.initialWeights(1), 1);
      source.at(NETWORK.initialWeights(1), 2);
      return source.timer().timeSpent();
    } finally {
      shards.unpersist(true);
    }
  }

  @ParameterizedTest
  @EnumSource
  void packingAtTheFirstUseIsAPhaseOfItsOwn(ExchangeStrategy strategy) {
    TimeProfile profile = profile(strategy);
    assertThat(profile.seconds(Phase.LOAD)).isPositive();
    // A resident task may pack while another is still launched; Spark's jobs launch nothing.
    assertThat(profile.seconds(Phase.LAUNCH) + profile.seconds(Phase.LOAD))
        .isGreaterThanOrEqualTo(PACKING_MILLIS / 1e3);
  }

  @ParameterizedTest
  @EnumSource
  void onlyResidentTasksAreLaunched(ExchangeStrategy strategy) {
    TimeProfile profile = profile(strategy);
    boolean isResident = strategy == ExchangeStrategy.RESIDENT;
    assertThat(profile.seconds(Phase.LAUNCH) > 0).isEqualTo(isResident);
    assertThat(profile.seconds(Phase.BROADCAST)).isPositive();
    assertThat(profile.seconds(Phase.COMPUTE)).isPositive();
    assertThat(profile.seconds(Phase.EXCHANGE)).isPositive();
    assertThat(profile.seconds(Phase.ADD)).isPositive();
  }
}
