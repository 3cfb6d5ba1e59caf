package org.summand.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.MiniBatches;
import org.summand.nn.Network;
import org.summand.spark.cost.ExchangeStrategy;
import org.summand.spark.shard.ShardPacker;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.Columns;
import org.summand.train.Observer;
import org.summand.train.TrainingLoop;
import org.summand.train.TrainingSettings;
import org.summand.train.gradient.LocalGradientSource;
import org.summand.train.optim.Optimizer;
import org.summand.train.optim.Schedule;
import org.summand.train.optim.TrainingState;

/** Many steps, many shards, much data. */
@Tag("slow")
class LoadTest {
  /**
   * The bytes a step may leave behind. An entry of a map with its key takes more, and a job,
   * broadcast, shuffle or RDD that is not let go of takes several of these.
   */
  private static final long BYTES_A_STEP = 64;

  private static final Network NETWORK = Network.parse("2 -> 16 tanh -> dropout 0.2 -> 2 softmax");
  private static final int MANY_SHARDS = 200;
  private static final int SOME_SHARDS = 40;

  /** Heaps of executors, in MiB: too small for the data, and large enough. */
  private static final int SMALL = 512;

  private static final int LARGE = 2048;

  /**
   * Each run is asked so many times what it holds. The first answers come before it has warmed up:
   * classes are loaded, validation rows are cached, and what Java remembers of classes that are
   * looked into grows for some thirty epochs.
   */
  @ParameterizedTest
  @CsvSource({"ONE_STAGE, 10000, 10, 2", "TREE, 5000, 10, 2", "RESIDENT, 28000, 14, 7"})
  void nothingGrows(ExchangeStrategy strategy, int steps, int times, int warmUp) throws Exception {
    String output =
        SeparateJvm.runWithOptions(
            List.of("-Xmx1g", LongRun.NO_SOFT_REFERENCES),
            LongRun.class,
            strategy.name(),
            String.valueOf(steps),
            String.valueOf(times));
    System.out.println(output);
    Map<String, List<Holdings>> processes =
        output
            .lines()
            .filter(line -> line.startsWith(LongRun.HELD))
            .map(line -> Holdings.of(line.substring(LongRun.HELD.length())))
            .collect(Collectors.groupingBy(Holdings::process));
    assertThat(processes).hasSize(1 + LoopbackCluster.EXECUTORS);
    processes.forEach(
        (process, held) -> {
          assertThat(held).hasSize(times);
          assertFlat(process, held.subList(warmUp, times), (double) steps / times);
        });
  }

  private static void assertFlat(String process, List<Holdings> warm, double stepsBetween) {
    assertThat(growth(warm, Holdings::blocks)).as("blocks of " + process).isNotPositive();
    assertThat(growth(warm, Holdings::files)).as("files of " + process).isNotPositive();
    // Of the last job's task, packed, which is a few bytes longer or shorter each time.
    assertThat(growth(warm, Holdings::blockBytes))
        .as("memory of blocks of " + process)
        .isLessThan(2.0 / warm.size() * Float.BYTES * LongRun.NETWORK.weightCount());
    // Pools swing by a thread or two; nothing in a run is rarer than its epochs.
    assertThat(growth(warm, Holdings::threads))
        .as("threads of " + process)
        .isLessThan(stepsBetween / LongRun.STEPS_PER_EPOCH);
    assertThat(growth(warm, Holdings::heap))
        .as("heap of " + process)
        .isLessThan(BYTES_A_STEP * stepsBetween);
  }

  /**
   * How much more each answer holds than the one before: the median over all pairs of answers
   * (Theil, 1950; Sen, JASA 63, 1968), or that over neighbours where it is less. What is let go of
   * later makes an answer stand out, and what is made once, late, such as a buffer of a thread's,
   * lifts all answers behind it: the former moves neither median, the latter not that of
   * neighbours. What each step leaves behind moves both.
   */
  private static double growth(List<Holdings> held, ToLongFunction<Holdings> what) {
    return Math.min(median(held, what, held.size()), median(held, what, 1));
  }

  /** The median growth between answers that are at most so far apart. */
  private static double median(List<Holdings> held, ToLongFunction<Holdings> what, int farthest) {
    List<Double> slopes = new ArrayList<>();
    for (int i = 0; i < held.size(); i++) {
      for (int j = i + 1; j < held.size() && j - i <= farthest; j++) {
        long more = what.applyAsLong(held.get(j)) - what.applyAsLong(held.get(i));
        slopes.add((double) more / (j - i));
      }
    }
    Collections.sort(slopes);
    int half = slopes.size() / 2;
    return slopes.size() % 2 == 1
        ? slopes.get(half)
        : (slopes.get(half - 1) + slopes.get(half)) / 2;
  }

  @ParameterizedTest
  @EnumSource(names = {"ONE_STAGE", "TREE"})
  void twoHundredShardsTrainToTheBitsOfOneJvm(ExchangeStrategy strategy) {
    Columns columns = new Columns(List.of(), List.of("label"), Optional.empty(), Optional.empty());
    TrainingSettings settings =
        TrainingSettings.of(NETWORK).withEpochs(2).withBatchSize(512).withDevice(CpuDevice.NAME);
    try (ShardedData data =
        ShardPacker.builder(NETWORK, columns)
            .shards(MANY_SHARDS)
            .validationFraction(0.2)
            .seed(3)
            .build()
            .pack(Rows.rings(8000, 4, 1))) {
      Trainer.Result result =
          Trainer.train(SharedSpark.context(), data, settings, Strategies.options(strategy));
      assertThat(result.state().weights()).containsExactly(inOneJvm(data, settings));
    }
  }

  private static float[] inOneJvm(ShardedData data, TrainingSettings settings) {
    MiniBatches batches = settings.batches(data.layout());
    long steps = settings.epochs() * batches.stepsPerEpoch();
    Optimizer optimizer = settings.optimizer().build(NETWORK);
    Schedule schedule = settings.schedule().build(batches.stepsPerEpoch(), steps);
    TrainingState first = TrainingState.initial(NETWORK.initialWeights(settings.seed()), optimizer);
    try (LocalGradientSource source =
        new LocalGradientSource(
            NETWORK, data.training().rdd().collect(), batches, new CpuDevice())) {
      return new TrainingLoop(optimizer, schedule, steps)
          .run(first, source, Observer.NONE)
          .weights();
    }
  }

  @Test
  void dataThreeTimesTheStorageMemoryTrainToTheSameBits() throws Exception {
    Map<String, String> spilled = largeData(SMALL, SOME_SHARDS);
    Map<String, String> inMemory = largeData(LARGE, SOME_SHARDS);
    long bytes = number(inMemory, "memory");
    assertThat(number(inMemory, "disk")).isZero();
    assertThat(bytes).isGreaterThan(3 * number(spilled, "storage"));
    assertThat(number(spilled, "disk")).isGreaterThan(bytes / 2);
    assertThat(spilled.get("lost")).as("executors lost").isEqualTo("0");
    assertThat(spilled.get("weights")).isEqualTo(inMemory.get("weights"));
  }

  @Test
  void aShardLargerThanItsExecutorIsRefusedInWords() throws Exception {
    assertThat(largeData(SMALL, LoopbackCluster.EXECUTORS).get("refused"))
        .contains("does not fit into the memory of its process", "use more shards");
  }

  private static Map<String, String> largeData(int memoryMiB, int shards) throws Exception {
    String output =
        SeparateJvm.run(LargeData.class, String.valueOf(memoryMiB), String.valueOf(shards));
    System.out.println(output);
    return output
        .lines()
        .map(line -> line.split(" ", 2))
        .collect(Collectors.toMap(words -> words[0], words -> words[1]));
  }

  private static long number(Map<String, String> printed, String name) {
    return Long.parseLong(printed.get(name));
  }
}
