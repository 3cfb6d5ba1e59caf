package org.summand.benchmarks.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.summand.benchmarks.Series;
import org.summand.benchmarks.Timing;
import org.summand.benchmarks.Workload;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.spark.exchange.ClusterGradients;
import org.summand.spark.exchange.ExchangeMode;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;

/**
 * The exchange alone. Shards without rows make the gradient zeros, so that a step is nothing but
 * weights down and gradients up; beside it the barest Spark job that moves the same bytes, and the
 * step of every tutorial.
 */
final class ExchangeBenchmark {
  private static final ClassTag<float[]> FLOATS = ClassTag$.MODULE$.apply(float[].class);

  /** 7,850, 101,770, 1,863,690 and 10,000,000 weights. */
  private static final List<String> NETWORKS =
      List.of(
          "784 -> 10 softmax",
          "784 -> 128 relu -> 10 softmax",
          "784 -> 1024 relu -> 1024 relu -> 10 softmax",
          "999 -> 10000 linear");

  /** Of small weights: a step of the largest would bring more than a gigabyte to the driver. */
  private static final int MANY_SHARDS = 32;

  private ExchangeBenchmark() {}

  static List<Series> measure(JavaSparkContext spark, Workload workload) {
    List<Series> all = new ArrayList<>();
    for (int shards : new int[] {2, 8}) {
      for (String network : NETWORKS) {
        all.addAll(measure(spark, workload, network, shards));
      }
    }
    all.addAll(measure(spark, workload, NETWORKS.get(1), MANY_SHARDS));
    return all;
  }

  private static List<Series> measure(
      JavaSparkContext spark, Workload workload, String network, int shardCount) {
    Network parsed = Network.parse(network);
    float[] weights = parsed.initialWeights(1);
    List<Shard> empty = new ArrayList<>();
    for (int s = 0; s < shardCount; s++) {
      empty.add(new Shard(s, 0, new float[0], new float[0]));
    }
    JavaRDD<Shard> shards = spark.parallelize(empty, shardCount).cache();
    MiniBatches batches = new MiniBatches(new int[shardCount], 1, 1);
    String part = String.format(Locale.ROOT, "%,d floats, %d shards", weights.length, shardCount);
    try (ClusterGradients jobs = LocalSpark.open(ExchangeMode.JOBS, shards, parsed, batches)) {
      List<Series> all =
          Timing.inTurn(
              part,
              workload.warmUps(),
              workload.runs(),
              List.of(
                  candidate("a bare runJob", () -> bareJob(spark, shards.rdd(), weights)),
                  candidate(
                      "broadcast and treeReduce", () -> asInTutorials(spark, shards, weights)),
                  steps(ExchangeMode.JOBS, jobs, weights)));
      return Stream.concat(all.stream(), resident(part, shards, parsed, batches, workload).stream())
          .toList();
    } finally {
      shards.unpersist();
    }
  }

  /** By itself: the jobs of the others would send away the resident tasks. */
  private static List<Series> resident(
      String part, JavaRDD<Shard> shards, Network network, MiniBatches batches, Workload workload) {
    try (ClusterGradients source =
        LocalSpark.open(ExchangeMode.RESIDENT, shards, network, batches)) {
      float[] weights = network.initialWeights(1);
      return Timing.inTurn(
          part,
          workload.warmUps(),
          workload.runs(),
          List.of(steps(ExchangeMode.RESIDENT, source, weights)));
    }
  }

  private static Timing.Candidate steps(
      ExchangeMode exchange, ClusterGradients source, float[] weights) {
    long[] step = {0};
    return candidate(SummandSystem.name(exchange), () -> source.at(weights, ++step[0]));
  }

  private static Timing.Candidate candidate(String name, Runnable work) {
    return new Timing.Candidate(name, 0, work);
  }

  private static void bareJob(JavaSparkContext spark, RDD<Shard> shards, float[] weights) {
    Broadcast<float[]> broadcast = spark.broadcast(weights);
    Object results = spark.sc().runJob(shards, new Echo(broadcast), FLOATS);
    if (((float[][]) results).length != shards.getNumPartitions()) {
      throw new IllegalStateException("a partition sent nothing");
    }
    broadcast.destroy();
  }

  private static void asInTutorials(
      JavaSparkContext spark, JavaRDD<Shard> shards, float[] weights) {
    Broadcast<float[]> broadcast = spark.broadcast(weights);
    float[] sum =
        shards.map(shard -> new float[broadcast.value().length]).treeReduce(ExchangeBenchmark::add);
    if (sum.length != weights.length) {
      throw new IllegalStateException("the sum is of another length");
    }
    broadcast.destroy();
  }

  private static float[] add(float[] a, float[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] += b[i];
    }
    return a;
  }

  /** Sends as many floats up as came down. */
  private static final class Echo extends AbstractFunction2<TaskContext, Iterator<Shard>, float[]>
      implements Serializable {
    private static final long serialVersionUID = 1;

    private final Broadcast<float[]> weights;

    Echo(Broadcast<float[]> weights) {
      this.weights = weights;
    }

    @Override
    public float[] apply(TaskContext context, Iterator<Shard> shards) {
      return new float[weights.value().length];
    }
  }
}
