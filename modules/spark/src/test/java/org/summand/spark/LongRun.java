package org.summand.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.summand.compute.cpu.CpuDevice;
import org.summand.model.LocalFolders;
import org.summand.model.ModelMetadata;
import org.summand.nn.Network;
import org.summand.spark.cost.ExchangeStrategy;
import org.summand.spark.shard.ShardPacker;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.Columns;
import org.summand.train.StepReport;
import org.summand.train.TrainingSettings;
import org.summand.train.checkpoint.CheckpointStore;

/**
 * One run of many steps on executors that are processes of their own, with checkpoints, which tells
 * what each process holds on the way.
 */
final class LongRun {
  /** More than it took. */
  private static final int JOBS_THAT_FILL_POOLS = 100;

  /** How a line about a process begins. */
  static final String HELD = "held ";

  static final Network NETWORK = Network.parse("8 -> 16 tanh -> dropout 0.2 -> 2 softmax");
  private static final int SHARDS = 2;
  private static final int ROWS = 1000;
  static final int STEPS_PER_EPOCH = 500;

  /**
   * What Spark remembers of past jobs. Resident tasks are one of them for many epochs; so few are
   * remembered that Spark's own memory of them is full from the start.
   */
  private static final String REMEMBERED = "5";

  /**
   * The JVM's option to let go, at each collection, of what only soft references hold: otherwise
   * caches of Java's grow until memory is short, and look like a leak.
   */
  static final String NO_SOFT_REFERENCES = "-XX:SoftRefLRUPolicyMSPerMB=0";

  private LongRun() {}

  /** Runs so many steps of a strategy, and tells so many times what is held. */
  public static void main(String[] arguments) throws Exception {
    ExchangeStrategy strategy = ExchangeStrategy.valueOf(arguments[0]);
    int steps = Integer.parseInt(arguments[1]);
    int times = Integer.parseInt(arguments[2]);
    Path folder = Files.createTempDirectory("long-run");
    SparkConf conf =
        new LoopbackCluster(folder.resolve("work"), 1, 512)
            .conf()
            .set("spark.executor.extraJavaOptions", NO_SOFT_REFERENCES)
            .set("spark.ui.retainedJobs", REMEMBERED)
            .set("spark.ui.retainedStages", REMEMBERED)
            .set("spark.ui.retainedTasks", REMEMBERED);
    try (JavaSparkContext spark = new JavaSparkContext(conf);
        ShardedData data = pack(spark)) {
      fillPools(spark);
      TrainingSettings settings =
          TrainingSettings.of(NETWORK)
              .withEpochs(steps)
              .withBatchSize((int) (data.trainingRows() / STEPS_PER_EPOCH) + 1)
              .withDevice(CpuDevice.NAME);
      RunOptions options =
          Strategies.options(strategy)
              .withListener(telling(spark, steps, times))
              .withCheckpointing(checkpointing(data, settings, folder.resolve("checkpoints")));
      Trainer.train(spark, data, settings, options);
    }
  }

  /** Spark's pools add a thread a message or two, up to their size, which steps may never reach. */
  private static void fillPools(JavaSparkContext spark) {
    for (int job = 0; job < JOBS_THAT_FILL_POOLS; job++) {
      spark.parallelize(List.of(1, 2), LoopbackCluster.EXECUTORS).count();
    }
  }

  private static TrainingListener telling(JavaSparkContext spark, int steps, int times) {
    return new TrainingListener() {
      private boolean ends;

      @Override
      public void afterStep(StepReport report) {
        final long step = report.step();
        ends = step == steps;
        if (step % (steps / times) == 0) {
          Holdings.everywhere(spark, LoopbackCluster.EXECUTORS)
              .forEach(held -> System.out.println(HELD + held.text()));
        }
      }

      @Override
      public boolean wantsToStop() {
        return ends;
      }
    };
  }

  private static CheckpointPolicy checkpointing(
      ShardedData data, TrainingSettings settings, Path folder) {
    ModelMetadata metadata =
        new ModelMetadata(
            NETWORK, data.encoder(), List.of("label"), List.of(), 0, settings.seed(), Map.of());
    Map<String, String> identity = Trainer.identity(data, settings, RunOptions.DEFAULT);
    return new CheckpointPolicy(
        new CheckpointStore(new LocalFolders(folder), 2, metadata, identity), 100, 0, 1, false);
  }

  private static ShardedData pack(JavaSparkContext spark) {
    Columns columns = new Columns(List.of(), List.of("label"), Optional.empty(), Optional.empty());
    String[] table = new String[NETWORK.inputs() + 1];
    for (int i = 0; i < NETWORK.inputs(); i++) {
      table[i] = "sin(" + (i + 1) + " * id) as x" + i;
    }
    table[NETWORK.inputs()] = "id % 2 as label";
    return ShardPacker.builder(NETWORK, columns)
        .shards(SHARDS)
        .validationFraction(0.1)
        .seed(3)
        .build()
        .pack(
            SparkSession.builder()
                .sparkContext(spark.sc())
                .getOrCreate()
                .range(0, ROWS, 1, SHARDS)
                .selectExpr(table));
  }
}
