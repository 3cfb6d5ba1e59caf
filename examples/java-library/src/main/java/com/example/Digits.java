package com.example;

import java.io.IOException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.summand.data.ScalingMethod;
import org.summand.nn.Network;
import org.summand.spark.Trainer;
import org.summand.spark.TrainingListener;
import org.summand.spark.shard.ShardPacker;
import org.summand.spark.shard.ShardedData;
import org.summand.spark.table.Columns;
import org.summand.train.TrainingSettings;

/** Learns to read handwritten digits, and prints what share of the held-out ones it reads right. */
public final class Digits {
  private Digits() {}

  /**
   * Trains on a table.
   *
   * @param arguments the path of a CSV file of 64 pixels, from 0 to 16, and the digit they show
   */
  public static void main(String[] arguments) throws IOException {
    SparkConf here = new SparkConf().setAppName("digits").setIfMissing("spark.master", "local[*]");
    try (JavaSparkContext spark = new JavaSparkContext(here)) {
      spark.setLogLevel("WARN");
      SparkSession session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
      Dataset<Row> table = session.read().option("inferSchema", true).csv(arguments[0]);

      Network network = Network.parse("64 -> 128 relu -> 10 softmax");
      Columns columns = Columns.allBut("_c64", table.schema());
      ShardPacker packer =
          ShardPacker.builder(network, columns)
              .scaling(ScalingMethod.parse("divide 16"))
              .shards(2)
              .validationFraction(0.2)
              .seed(1)
              .build();
      try (ShardedData data = packer.pack(table)) {
        Trainer.Result result =
            Trainer.train(
                spark, data, TrainingSettings.of(network).withEpochs(40), TrainingListener.NONE);
        System.out.println(result.epochs().get(39).validation().orElseThrow().accuracy());
      }
    }
  }
}
