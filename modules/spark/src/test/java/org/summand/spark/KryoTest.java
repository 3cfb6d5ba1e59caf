package org.summand.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.BadDataException;
import org.summand.data.ScalingMethod;
import org.summand.nn.Network;
import org.summand.spark.shard.ShardPacker;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.Columns;
import org.summand.train.TrainingSettings;

/** Spark's other serializer, which carries RDD elements and results, but no records. */
class KryoTest {
  private static final String JAVA = "org.apache.spark.serializer.JavaSerializer";

  /** Trains on two rings and prints what came of it: the sum of the weights' bits, and more. */
  static final class Training {
    private Training() {}

    public static void main(String[] none) {
      SparkConf conf =
          new SparkConf()
              .setMaster("local[2]")
              .setAppName("summand serializer test")
              .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
              .set("spark.ui.enabled", "false")
              .set("spark.driver.host", "127.0.0.1")
              .set("spark.driver.bindAddress", "127.0.0.1");
      try (JavaSparkContext spark = new JavaSparkContext(conf)) {
        outcome(spark).forEach(System.out::println);
      }
    }

    static List<String> outcome(JavaSparkContext spark) {
      Network network = Network.parse("2 -> 8 gelu -> dropout 0.1 -> 2 softmax");
      Columns columns =
          new Columns(List.of(), List.of("label"), Optional.empty(), Optional.empty());
      SparkSession session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
      try (ShardedData data =
          ShardPacker.builder(network, columns)
              .scaling(ScalingMethod.parse("standardize"))
              .shards(12)
              .validationFraction(0.2)
              .seed(1)
              .build()
              .pack(
                  session
                      .range(0, 300, 1, 3)
                      .selectExpr("sin(id) as x0", "cos(3 * id) as x1", "id % 2 as label"))) {
        TrainingSettings settings =
            TrainingSettings.of(network).withEpochs(2).withDevice(CpuDevice.NAME);
        Trainer.Result result = Trainer.train(spark, data, settings, TrainingListener.NONE);
        return List.of(
            "weights " + Arrays.hashCode(result.state().weights()),
            "loss " + result.epochs().get(1).validation().orElseThrow().loss(),
            "refused: " + refusal(network, columns, session));
      }
    }

    private static String refusal(Network network, Columns columns, SparkSession spark) {
      try {
        ShardPacker.builder(network, columns)
            .shards(2)
            .seed(1)
            .build()
            .pack(spark.range(9).selectExpr("id as x0", "double('NaN') as x1", "id % 2 as label"));
        return "nothing";
      } catch (BadDataException bad) {
        return bad.getMessage();
      }
    }
  }

  @Test
  void trainsUnderKryoToo() throws Exception {
    List<String> java = Training.outcome(SharedSpark.context());
    assertThat(SparkEnv.get().serializer().getClass().getName()).isEqualTo(JAVA);
    assertThat(java.get(2)).contains("'x1'");
    assertThat(SeparateJvm.runBriefly(Training.class)).isEqualTo(String.join("\n", java) + "\n");
  }
}
