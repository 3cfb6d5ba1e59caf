package io.summand.benchmarks;

import io.summand.compute.CpuDevice;
import io.summand.data.MiniBatches;
import io.summand.spark.JobGradientSource;
import io.summand.train.LocalGradientSource;
import io.summand.train.Optimizer;
import io.summand.train.OptimizerSettings;
import io.summand.train.TrainingState;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * W2 and W3: whole training steps through Spark, beside the same step without Spark and beside the
 * two-thread product that is the limit.
 */
final class StepBenchmark {
  private static final int THREADS = 2;

  private StepBenchmark() {}

  static void run(JavaSparkContext spark, String name, Workload workload, int warmUps, int runs) {
    MiniBatches batches = workload.batches();
    Optimizer optimizer = OptimizerSettings.DEFAULT.build(workload.network());
    TrainingState[] state = {
      TrainingState.initial(workload.network().initialWeights(1), optimizer)
    };
    Sgemm limit = new Sgemm(THREADS, Math.max(1, (int) (workload.flopsPerStep() / 4e9)));
    try (JobGradientSource source =
            new JobGradientSource(
                spark,
                workload.distributed(spark),
                workload.network(),
                batches,
                CpuDevice.NAME,
                0);
        LocalGradientSource local =
            new LocalGradientSource(
                workload.network(), workload.shards(), batches, new CpuDevice())) {
      List<Timing.Result> results =
          Timing.inTurn(
              warmUps,
              runs,
              List.of(
                  new Timing.Candidate("sgemm, two threads", limit::run),
                  new Timing.Candidate(
                      "step without Spark",
                      () -> local.at(state[0].weights(), state[0].step() + 1)),
                  new Timing.Candidate(
                      "step through Spark, optimiser included",
                      () -> {
                        TrainingState before = state[0];
                        float[] gradient = source.at(before.weights(), before.step() + 1).mean();
                        state[0] = optimizer.step(before, gradient, 1e-4f);
                      })));
      System.out.printf("%n%s: %s, batch %d%n", name, workload.network(), workload.batchSize());
      double limitSpeed = limit.flops() / results.get(0).median();
      print(results.get(0), limit.flops(), limitSpeed);
      print(results.get(1), workload.flopsPerStep(), limitSpeed);
      print(results.get(2), workload.flopsPerStep(), limitSpeed);
    }
  }

  private static void print(Timing.Result result, double flops, double limitSpeed) {
    double speed = flops / result.median();
    System.out.printf(
        Locale.ROOT,
        "  %-40s %9.2f ms  (%.2f to %.2f)  %6.1f GFLOP/s  %.2f of the limit%n",
        result.name(),
        1e3 * result.median(),
        1e3 * result.least(),
        1e3 * result.most(),
        speed / 1e9,
        speed / limitSpeed);
  }
}
