package io.summand.benchmarks;

import io.summand.compute.CpuDevice;
import io.summand.data.MiniBatches;
import io.summand.data.Shard;
import io.summand.nn.Network;
import io.summand.spark.JobGradientSource;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;

/**
 * W4: the exchange alone. Shards without rows make the gradient zeros, so that a step is nothing
 * but weights down and gradients up; beside it the barest Spark job that moves the same bytes.
 */
final class ExchangeBenchmark {
  private static final ClassTag<float[]> FLOATS = ClassTag$.MODULE$.apply(float[].class);

  private ExchangeBenchmark() {}

  static void run(JavaSparkContext spark, String network, int shardCount, int warmUps, int runs) {
    Network parsed = Network.parse(network);
    float[] weights = parsed.initialWeights(1);
    List<Shard> empty = new ArrayList<>();
    for (int s = 0; s < shardCount; s++) {
      empty.add(new Shard(s, 0, new float[0], new float[0]));
    }
    JavaRDD<Shard> shards = spark.parallelize(empty, shardCount).cache();
    MiniBatches batches = new MiniBatches(new int[shardCount], 1, 1);
    long[] step = {0};
    try (JobGradientSource source =
        new JobGradientSource(spark, shards, parsed, batches, CpuDevice.NAME, 0)) {
      List<Timing.Result> results =
          Timing.inTurn(
              warmUps,
              runs,
              List.of(
                  new Timing.Candidate(
                      "bare runJob", () -> bareJob(spark, shards.rdd(), weights, shardCount)),
                  new Timing.Candidate("exchange", () -> source.at(weights, ++step[0]))));
      double bare = results.get(0).median();
      double ours = results.get(1).median();
      System.out.printf(
          Locale.ROOT,
          "  %,12d floats, %d shards: bare job %7.2f ms (%.2f to %.2f), exchange %7.2f ms (%.2f to"
              + " %.2f), ratio %.2f%n",
          weights.length,
          shardCount,
          1e3 * bare,
          1e3 * results.get(0).least(),
          1e3 * results.get(0).most(),
          1e3 * ours,
          1e3 * results.get(1).least(),
          1e3 * results.get(1).most(),
          ours / bare);
    }
  }

  private static void bareJob(
      JavaSparkContext spark, RDD<Shard> shards, float[] weights, int shardCount) {
    Broadcast<float[]> broadcast = spark.broadcast(weights);
    Object results = spark.sc().runJob(shards, new Echo(broadcast), FLOATS);
    if (((float[][]) results).length != shardCount) {
      throw new IllegalStateException("a partition did not answer");
    }
    broadcast.destroy();
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
