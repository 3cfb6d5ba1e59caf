package org.summand.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.summand.base.FloatBytes;
import org.summand.data.BadDataException;
import org.summand.data.ScalingMethod;
import org.summand.nn.Network;
import org.summand.spark.cost.ExchangeStrategy;
import org.summand.spark.shard.ShardPacker;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.Columns;
import org.summand.train.StepReport;
import org.summand.train.TrainingSettings;

/** One small training, on executors that are processes of their own, once under each fault. */
final class FaultyRuns {
  /** 14 steps an epoch. */
  private static final Network NETWORK = Network.parse("2 -> 24 tanh -> dropout 0.2 -> 2 softmax");

  /** More than there are slots, so that resident tasks have several each. */
  private static final int SHARDS = 10;

  /** So that each shard has several blocks, and windows come and go. */
  private static final int BLOCK_ROWS = 7;

  /** How the line about a bad row begins. */
  static final String POISONED = "poisoned: ";

  private FaultyRuns() {}

  /** Prints a line for each run: its fault, its strategy, what happened and what came of it. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("faults");
    // Most executors are lost soon after they came.
    String options = SeparateJvm.QUICK_START + " -D" + StruckDevice.FOLDER + "=" + folder;
    LoopbackCluster cluster = new LoopbackCluster(folder.resolve("work"), 2, 512);
    SparkConf conf =
        cluster
            .conf()
            .set("spark.executor.extraJavaOptions", options)
            .set("spark.plugins", SlowToLeave.class.getName())
            .set("spark.decommission.enabled", "true")
            .set("spark.speculation", "true")
            .set("spark.speculation.quantile", "0.5")
            .set("spark.speculation.minTaskRuntime", "1s");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      runAll(spark, LoopbackCluster.EXECUTORS, fault -> !fault.isByAllocation(), folder);
      printPoisoned(spark);
    }
    SparkConf allocating =
        cluster
            .conf()
            .set("spark.executor.extraJavaOptions", options)
            .set("spark.dynamicAllocation.enabled", "true")
            // With more cores, a struck task would leave none waiting for another executor.
            .set("spark.executor.cores", "1")
            .set("spark.dynamicAllocation.shuffleTracking.enabled", "true")
            .set("spark.dynamicAllocation.minExecutors", "0")
            .set("spark.dynamicAllocation.maxExecutors", "2")
            // One at first: the next one comes when tasks have waited once more, not just longer.
            .set("spark.dynamicAllocation.sustainedSchedulerBacklogTimeout", "60s")
            .set("spark.dynamicAllocation.executorIdleTimeout", "3s")
            .set("spark.dynamicAllocation.cachedExecutorIdleTimeout", "3s")
            .set("spark.dynamicAllocation.shuffleTracking.timeout", "3s");
    try (JavaSparkContext spark = new JavaSparkContext(allocating)) {
      runAll(spark, 0, Fault::isByAllocation, folder);
    }
  }

  /** Runs what is wanted of all faults and strategies, each from so many executors. */
  private static void runAll(
      JavaSparkContext spark, int executors, Predicate<Fault> wanted, Path folder) {
    ExecutorWatch watch = new ExecutorWatch(spark, () -> Fault.executorCame(folder));
    for (ExchangeStrategy strategy : ExchangeStrategy.values()) {
      for (Fault fault : Strategies.faults(strategy)) {
        if (wanted.test(fault)) {
          watch.startWith(executors);
          String weights = weights(spark, fault, strategy, StruckDevice.NAME);
          watch.await(fault.executorsGiven, fault.executorsLost);
          System.out.println(
              String.join(
                  " ",
                  name(fault, strategy),
                  String.valueOf(strikes(fault, strategy, folder)),
                  String.valueOf(watch.lost()),
                  String.valueOf(watch.given()),
                  weights));
        }
      }
    }
  }

  /** The name of a run. */
  static String name(Fault fault, ExchangeStrategy strategy) {
    return strategy + "-" + fault;
  }

  private static long strikes(Fault fault, ExchangeStrategy strategy, Path folder) {
    return IntStream.range(0, fault.strikes)
        .filter(s -> Files.exists(Fault.strikeFile(folder, name(fault, strategy), s)))
        .count();
  }

  private static void printPoisoned(JavaSparkContext spark) throws Exception {
    AtomicInteger failedTasks = new AtomicInteger();
    spark
        .sc()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onTaskEnd(SparkListenerTaskEnd ended) {
                failedTasks.addAndGet(ended.taskInfo().failed() ? 1 : 0);
              }
            });
    try {
      pack(spark, "if(id = 417, double('Infinity'), sin(id)) as x0").close();
    } catch (BadDataException refused) {
      spark.sc().listenerBus().waitUntilEmpty();
      System.out.println(POISONED + failedTasks.get() + " failed tasks: " + refused.getMessage());
    }
  }

  /** The weights that a run ends with, under a fault, as a checksum. */
  static String weights(
      JavaSparkContext spark, Fault fault, ExchangeStrategy strategy, String device) {
    TrainingSettings settings =
        TrainingSettings.of(NETWORK).withEpochs(2).withBatchSize(32).withDevice(device);
    StruckDevice.announce(spark, fault, name(fault, strategy));
    try (ShardedData data = pack(spark, "sin(id) as x0")) {
      int rdd = data.training().source().id();
      TrainingListener between =
          new TrainingListener() {
            @Override
            public void afterStep(StepReport report) {
              if (report.step() == Fault.STEP) {
                fault.between(spark, rdd);
              }
            }
          };
      Trainer.Result result =
          Trainer.train(spark, data, settings, Strategies.options(strategy).withListener(between));
      return sha256(result.state().weights());
    }
  }

  private static ShardedData pack(JavaSparkContext spark, String x0) {
    Columns columns = new Columns(List.of(), List.of("label"), Optional.empty(), Optional.empty());
    return ShardPacker.builder(NETWORK, columns)
        .scaling(ScalingMethod.parse("standardize"))
        .blockRows(OptionalInt.of(BLOCK_ROWS))
        .shards(SHARDS)
        .validationFraction(0.25)
        .seed(3)
        .build()
        .pack(
            SparkSession.builder()
                .sparkContext(spark.sc())
                .getOrCreate()
                .range(0, 600, 1, 3)
                .selectExpr(x0, "cos(3 * id) as x1", "id % 2 as label"));
  }

  private static String sha256(float[] weights) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(FloatBytes.of(weights)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
