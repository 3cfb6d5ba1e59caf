package org.summand.benchmarks.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.summand.benchmarks.Workload;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.spark.block.ShardBlocks;
import org.summand.spark.cluster.Cluster;
import org.summand.spark.cluster.RecommendedSettings;
import org.summand.spark.exchange.ClusterGradients;
import org.summand.spark.exchange.ExchangeChoice;
import org.summand.spark.exchange.ExchangeMode;
import org.summand.spark.exchange.ExchangePolicy;
import org.summand.spark.exchange.StepContext;
import org.summand.train.TrainingSettings;

/** Spark inside this JVM, with a task thread for each of the threads that everyone has. */
final class LocalSpark {
  private static final JavaSparkContext CONTEXT = new JavaSparkContext(conf());

  private LocalSpark() {}

  private static SparkConf conf() {
    SparkConf conf =
        new SparkConf()
            .setMaster("local[" + Workload.THREADS + "]")
            .setAppName("summand benchmarks")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.driver.maxResultSize", "4g");
    RecommendedSettings.addTo(conf);
    return conf;
  }

  /** The context; it ends with the JVM. */
  static JavaSparkContext context() {
    return CONTEXT;
  }

  /** A session on the same context. */
  static SparkSession session() {
    return SparkSession.builder().sparkContext(CONTEXT.sc()).getOrCreate();
  }

  /** Gradients of shards on it, by an exchange. */
  static ClusterGradients open(
      ExchangeMode exchange, JavaRDD<Shard> shards, Network network, MiniBatches batches) {
    TrainingSettings settings = TrainingSettings.of(network).withDevice(CpuDevice.NAME);
    ExchangeChoice choice =
        ExchangePolicy.of(CONTEXT, settings, shards.getNumPartitions(), false)
            .choose(exchange, 0, new Cluster(CONTEXT));
    return ClusterGradients.open(
        new StepContext(CONTEXT, ShardBlocks.of(shards, batches.layout()), settings, batches),
        choice,
        how -> {});
  }
}
