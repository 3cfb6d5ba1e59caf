package org.summand.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.RDDInfo;
import org.summand.base.FloatBytes;
import org.summand.compute.CounterRandom;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.BadDataException;
import org.summand.nn.Network;
import org.summand.spark.shard.ShardPacker;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.Columns;
import org.summand.train.EpochReport;
import org.summand.train.TrainingSettings;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A training on generated rows, the same for the same seed, on executors that are processes of
 * their own with a heap as large as asked for.
 */
final class LargeData {
  private static final Network NETWORK = Network.parse("100 -> 32 relu -> 2 softmax");
  private static final int ROWS = 2_200_000;
  private static final int STEPS_PER_EPOCH = 200;
  private static final long SEED = 11;

  private LargeData() {}

  /** The features of a row, from its number. */
  private static final UDF1<Long, float[]> FEATURES =
      row -> {
        float[] features = new float[NETWORK.inputs()];
        long key = CounterRandom.key(SEED, row);
        for (int i = 0; i < features.length; i++) {
          features[i] = CounterRandom.uniform(key, i) - 0.5f;
        }
        return features;
      };

  /** Runs with executors of so many MiB, on so many shards, and prints how it went by name. */
  public static void main(String[] arguments) throws Exception {
    int memoryMiB = Integer.parseInt(arguments[0]);
    int shards = Integer.parseInt(arguments[1]);
    Path folder = Files.createTempDirectory("large-data");
    LoopbackCluster cluster = new LoopbackCluster(folder, 1, memoryMiB);
    try (JavaSparkContext spark = new JavaSparkContext(cluster.conf())) {
      ExecutorWatch watch = new ExecutorWatch(spark, () -> {});
      watch.startWith(LoopbackCluster.EXECUTORS);
      try (ShardedData data = pack(spark, shards)) {
        train(spark, data);
      } catch (BadDataException refused) {
        print("refused", refused.getMessage());
      }
      watch.await(0, 0);
      print("lost", watch.lost());
    }
  }

  private static void train(JavaSparkContext spark, ShardedData data) throws Exception {
    TrainingSettings settings =
        TrainingSettings.of(NETWORK)
            .withEpochs(2)
            .withBatchSize((int) (data.trainingRows() / STEPS_PER_EPOCH) + 1)
            .withDevice(CpuDevice.NAME);
    Trainer.Result result = Trainer.train(spark, data, settings, TrainingListener.NONE);
    EpochReport last = result.epochs().get(1);
    print("rowsPerSecond", (long) (last.rows() / last.seconds()));
    print("rows", data.trainingRows());
    print("storage", storage(spark));
    RDDInfo[] infos = spark.sc().getRDDStorageInfo();
    print("memory", Arrays.stream(infos).mapToLong(RDDInfo::memSize).sum());
    print("disk", Arrays.stream(infos).mapToLong(RDDInfo::diskSize).sum());
    byte[] weights = FloatBytes.of(result.state().weights());
    print(
        "weights", HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weights)));
  }

  /** The bytes for blocks in memory that all executors have together. */
  private static long storage(JavaSparkContext spark) {
    String driver = spark.sc().env().blockManager().blockManagerId().hostPort();
    return CollectionConverters.asJava(spark.sc().getExecutorMemoryStatus()).entrySet().stream()
        .filter(each -> !each.getKey().equals(driver))
        .mapToLong(each -> (Long) each.getValue()._1())
        .sum();
  }

  private static void print(String name, Object value) {
    System.out.println(name + " " + value);
  }

  private static ShardedData pack(JavaSparkContext spark, int shards) {
    SparkSession session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
    session
        .udf()
        .register("features", FEATURES, DataTypes.createArrayType(DataTypes.FloatType, false));
    Dataset<Row> table =
        session
            .range(0, ROWS, 1, 8)
            .selectExpr("features(id) as x")
            .selectExpr("x", "if(x[0] + x[1] > x[2] * x[3], 1, 0) as label");
    Columns columns = new Columns(List.of(), List.of("label"), Optional.empty(), Optional.empty());
    return ShardPacker.builder(NETWORK, columns)
        .shards(shards)
        .validationFraction(0.05)
        .seed(SEED)
        .build()
        .pack(table);
  }
}
