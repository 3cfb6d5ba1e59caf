package io.summand.benchmarks.spark;

import io.summand.compute.CpuDevice;
import io.summand.data.MiniBatches;
import io.summand.data.Shard;
import io.summand.nn.Network;
import io.summand.spark.JobGradientSource;
import io.summand.train.GradientSource;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A way to bring weights to the shards on Spark and gradients back.
 *
 * @param name what to call it
 * @param opening how to begin
 */
record Exchange(String name, Opening opening) {
  /** All there are. */
  static final List<Exchange> ALL = List.of(new Exchange("one job a step", Exchange::jobs));

  private static Source jobs(
      JavaSparkContext spark, JavaRDD<Shard> shards, Network network, MiniBatches batches) {
    JobGradientSource source =
        new JobGradientSource(spark, shards, network, batches, CpuDevice.NAME, 0);
    return new Source(source, source::close);
  }

  /** Begins an exchange over shards. */
  @FunctionalInterface
  interface Opening {
    Source open(
        JavaSparkContext spark, JavaRDD<Shard> shards, Network network, MiniBatches batches);
  }

  /**
   * Gradients, until they are no longer needed.
   *
   * @param gradients where they come from
   * @param end what to do then
   */
  record Source(GradientSource gradients, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }
}
