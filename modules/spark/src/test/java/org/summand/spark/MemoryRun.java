package org.summand.spark;

import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.summand.compute.cpu.CpuDevice;
import org.summand.nn.Network;
import org.summand.spark.exchange.DriverTooSmallException;
import org.summand.spark.shard.ShardPacker;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.Columns;
import org.summand.train.EarlyStopping;
import org.summand.train.TrainingSettings;

/** A process with a heap of its own that trains many weights on few rows. */
public final class MemoryRun {
  /** 6,014,002 weights: 24 MB. */
  public static final Network NETWORK = Network.parse("1000 -> 6000 relu -> 2 softmax");

  /** Of the rows, where early stopping judges by some. */
  private static final double HELD_OUT = 0.2;

  private MemoryRun() {}

  /**
   * Prints how many steps were taken, or why none was.
   *
   * @param arguments the master, the shards, the depth of aggregation, the patience
   */
  public static void main(String[] arguments) {
    SparkConf conf =
        new SparkConf()
            .setMaster(arguments[0])
            .setAppName("summand memory tests")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.ui.enabled", "false")
            .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .set("spark.executor.memory", "600m")
            .set("spark.task.maxDirectResultSize", "100m")
            .set("spark.rpc.message.maxSize", "256");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      int shards = Integer.parseInt(arguments[1]);
      int depth = Integer.parseInt(arguments[2]);
      int patience = Integer.parseInt(arguments[3]);
      try (ShardedData data = pack(spark, shards, patience > 0 ? HELD_OUT : 0)) {
        TrainingSettings settings =
            TrainingSettings.of(NETWORK).withEpochs(3).withDevice(CpuDevice.NAME);
        Trainer.Result result =
            Trainer.train(
                spark,
                data,
                settings,
                RunOptions.DEFAULT
                    .withAggregationDepth(depth)
                    .withEarlyStopping(new EarlyStopping(patience, 0)));
        System.out.println("trained " + result.state().step());
      } catch (DriverTooSmallException refused) {
        System.out.println("refused: " + refused.getMessage());
      }
    }
  }

  private static ShardedData pack(JavaSparkContext spark, int shards, double heldOut) {
    Columns columns =
        new Columns(List.of("x"), List.of("label"), Optional.empty(), Optional.empty());
    return ShardPacker.builder(NETWORK, columns)
        .shards(shards)
        .validationFraction(heldOut)
        .seed(3)
        .build()
        .pack(
            SparkSession.builder()
                .sparkContext(spark.sc())
                .getOrCreate()
                .range(0, 200, 1, 2)
                .selectExpr(
                    "transform(sequence(1, 1000), i -> sin(i + id)) as x", "id % 2 as label"));
  }
}
