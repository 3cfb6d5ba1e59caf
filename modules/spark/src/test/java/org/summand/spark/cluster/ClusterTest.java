package org.summand.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.BlockLayout;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.spark.SeparateJvm;
import org.summand.spark.block.ShardBlocks;
import org.summand.spark.exchange.ClusterGradients;
import org.summand.spark.exchange.ExchangeMode;
import org.summand.spark.exchange.ExchangePolicy;
import org.summand.spark.exchange.StepContext;
import org.summand.train.TrainingSettings;

/** The number of tasks at once does not depend on how soon executors come. */
class ClusterTest {
  private static OptionalInt declared(String master, String settings) {
    SparkConf conf = new SparkConf(false).setMaster(master);
    for (String setting : settings.split(" ")) {
      conf.set("spark." + setting.split("=")[0], setting.split("=")[1]);
    }
    return Cluster.declared(conf);
  }

  @ParameterizedTest
  @CsvSource({
    "spark://host:7077, cores.max=12, 12",
    "spark://host:7077, cores.max=12 task.cpus=5, 2",
    "spark://host:7077, cores.max=12 default.parallelism=7, 7",
    "yarn, executor.instances=5 executor.cores=4, 20",
    "yarn, executor.instances=5 executor.cores=4 task.cpus=3, 5",
    "yarn, executor.cores=4, 8",
    "k8s://https://host:6443, executor.instances=3, 3",
    "yarn, dynamicAllocation.enabled=true dynamicAllocation.initialExecutors=3 executor.cores=4, 12",
    "yarn, dynamicAllocation.enabled=true, 2"
  })
  void whatTheSettingsSayIsKnownBeforeAnyExecutorHasCome(
      String master, String settings, int slots) {
    assertThat(declared(master, settings)).hasValue(slots);
  }

  @ParameterizedTest
  @CsvSource({"spark://host:7077, executor.cores=4", "local[3], task.cpus=1"})
  void whatTheSettingsDoNotSayIsLeftToTheCluster(String master, String settings) {
    assertThat(declared(master, settings)).isEmpty();
  }

  @Test
  @Tag("slow")
  void residentTasksWaitForExecutorsThatAreStillBeingStarted()
      throws IOException, InterruptedException {
    assertThat(SeparateJvm.runBriefly(TakesAStepAtOnce.class)).isEqualToIgnoringNewLines("0.0");
  }

  @Test
  @Tag("slow")
  void threeExecutorsAreCountedThoughNoneHasComeYet() throws IOException, InterruptedException {
    assertThat(SeparateJvm.runBriefly(CountsAtOnce.class)).isEqualToIgnoringNewLines("3");
  }

  /** Counts as soon as there is a context, when executors are still being started. */
  static final class CountsAtOnce {
    private CountsAtOnce() {}

    public static void main(String[] arguments) {
      try (JavaSparkContext spark = new JavaSparkContext(threeExecutors())) {
        System.out.println(new Cluster(spark).expectedSlots());
      }
    }
  }

  /** Takes a step by resident tasks as soon as there is a context, and prints its loss. */
  static final class TakesAStepAtOnce {
    private TakesAStepAtOnce() {}

    public static void main(String[] arguments) {
      Network network = Network.parse("2 -> 1 linear");
      TrainingSettings settings = TrainingSettings.of(network).withDevice(CpuDevice.NAME);
      List<Shard> empty =
          IntStream.range(0, 3).mapToObj(s -> new Shard(s, 0, new float[0], new float[0])).toList();
      try (JavaSparkContext spark = new JavaSparkContext(threeExecutors());
          ClusterGradients source =
              ClusterGradients.open(
                  new StepContext(
                      spark,
                      ShardBlocks.of(spark.parallelize(empty, 3), BlockLayout.whole(new int[3])),
                      settings,
                      new MiniBatches(new int[3], 1, 1)),
                  ExchangePolicy.of(spark, settings, 3, false)
                      .choose(ExchangeMode.RESIDENT, 1, new Cluster(spark)),
                  how -> {})) {
        System.out.println(source.at(network.initialWeights(1), 1).loss());
      }
    }
  }

  private static SparkConf threeExecutors() {
    return new SparkConf()
        .setMaster("local-cluster[3,1,512]")
        .setAppName("summand slots")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.ui.enabled", "false")
        .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .set("spark.executor.extraJavaOptions", SeparateJvm.QUICK_START)
        .set("spark.executor.memory", "512m");
  }
}
