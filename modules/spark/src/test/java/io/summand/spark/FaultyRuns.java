package io.summand.spark;

import io.summand.compute.CpuDevice;
import io.summand.data.BadDataException;
import io.summand.data.ScalingMethod;
import io.summand.data.Shard;
import io.summand.nn.Network;
import io.summand.train.FloatBytes;
import io.summand.train.Gradient;
import io.summand.train.TrainingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** One small training, on executors that are processes of their own, once under each fault. */
final class FaultyRuns {
  /** 14 steps an epoch. */
  private static final Network NETWORK = Network.parse("2 -> 24 tanh -> dropout 0.2 -> 2 softmax");

  private static final int SHARDS = 4;

  /** How the line about a bad row begins. */
  static final String POISONED = "poisoned: ";

  private FaultyRuns() {}

  /** Prints a line for each fault: its name, what happened and what came of it. */
  public static void main(String[] arguments) throws Exception {
    SparkConf conf =
        new SparkConf()
            .setAppName("summand fault tests")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.ui.enabled", "false")
            .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .set("spark.executor.memory", "512m")
            .set("spark.decommission.enabled", "true")
            .set("spark.speculation", "true")
            .set("spark.speculation.quantile", "0.5")
            .set("spark.speculation.minTaskRuntime", "1s");
    Path folder = Files.createTempDirectory("faults");
    conf.setMaster(startCluster(conf, folder));
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      Set<String> executorsLost = ConcurrentHashMap.newKeySet();
      AtomicInteger failedTasks = new AtomicInteger();
      spark
          .sc()
          .addSparkListener(
              new SparkListener() {
                @Override
                public void onTaskEnd(SparkListenerTaskEnd ended) {
                  failedTasks.addAndGet(ended.taskInfo().failed() ? 1 : 0);
                }

                @Override
                public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
                  executorsLost.add(removed.executorId());
                }
              });
      for (Fault fault : Fault.values()) {
        executorsLost.clear();
        long startedAt = System.nanoTime();
        String weights = weights(spark, fault, folder);
        for (int wait = 0; wait < 300 && executorsLost.size() < fault.executorsLost; wait++) {
          Thread.sleep(100);
        }
        spark.sc().listenerBus().waitUntilEmpty();
        int strikes = 0;
        for (int strike = 0; strike < fault.strikes; strike++) {
          strikes += Files.exists(folder.resolve(fault + "-" + strike)) ? 1 : 0;
        }
        System.out.println(
            String.join(
                " ",
                fault.name(),
                String.valueOf(strikes),
                String.valueOf(executorsLost.size()),
                weights,
                String.valueOf((System.nanoTime() - startedAt) / 1_000_000)));
      }
      failedTasks.set(0);
      try {
        pack(spark, "if(id = 417, double('NaN'), sin(id)) as x0").close();
      } catch (BadDataException refused) {
        spark.sc().listenerBus().waitUntilEmpty();
        System.out.println(POISONED + failedTasks.get() + " failed tasks: " + refused.getMessage());
      }
    }
  }

  /**
   * Starts a master and two workers in this JVM, whose executors are processes of their own, and
   * returns the master's address. Each worker has another address of the loopback interface,
   * because Spark does not speculate on the host of the slow task; what {@code local-cluster}
   * starts has one.
   */
  private static String startCluster(SparkConf conf, Path folder) {
    RpcEnv master = Master.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, conf)._1();
    String url = "spark://" + master.address().hostPort();
    for (int w = 1; w <= 2; w++) {
      Worker.startRpcEnvAndEndpoint(
          "127.0.0." + (1 + w),
          0,
          0,
          1,
          1024,
          new String[] {url},
          folder.resolve("work").toString(),
          Option.apply(w),
          conf,
          Option.empty());
    }
    return url;
  }

  /** The weights that a run ends with, under a fault, as a checksum. */
  static String weights(JavaSparkContext spark, Fault fault, Path folder) {
    TrainingSettings settings =
        TrainingSettings.of(NETWORK).withEpochs(2).withBatchSize(32).withDevice(CpuDevice.NAME);
    try (ShardedData data = pack(spark, "sin(id) as x0")) {
      int rdd = data.training().id();
      TrainingListener between =
          new TrainingListener() {
            @Override
            public void afterStep(long step, Gradient gradient) {
              if (step == Fault.STEP) {
                fault.between(spark, rdd);
              }
            }
          };
      Trainer.Result result =
          Trainer.train(
              spark,
              disturbed(data, fault, folder),
              settings,
              RunOptions.DEFAULT
                  .withAggregationDepth(fault.aggregationDepth())
                  .withListener(between));
      return sha256(result.state().weights());
    }
  }

  private static ShardedData pack(JavaSparkContext spark, String x0) {
    Columns columns = new Columns(List.of(), List.of("label"), Optional.empty(), Optional.empty());
    return new ShardPacker(
            NETWORK, columns, List.of(), ScalingMethod.parse("standardize"), SHARDS, 0.25, 3)
        .pack(
            SparkSession.builder()
                .sparkContext(spark.sc())
                .getOrCreate()
                .range(0, 600, 1, 3)
                .selectExpr(x0, "cos(3 * id) as x1", "id % 2 as label"));
  }

  private static ShardedData disturbed(ShardedData data, Fault fault, Path folder) {
    JavaRDD<Shard> training = data.training();
    int[] rows = training.map(Shard::rows).collect().stream().mapToInt(r -> r).toArray();
    return new ShardedData(
        training.map(new Fault.InTask(fault, folder)),
        data.validation(),
        rows,
        data.validationRows(),
        data.scaling(),
        0);
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
