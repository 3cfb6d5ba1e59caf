package io.summand.benchmarks.spark;

import io.summand.benchmarks.Facts;
import io.summand.benchmarks.Perceptron;
import io.summand.benchmarks.Series;
import io.summand.benchmarks.StepwiseContender;
import io.summand.benchmarks.Timing;
import io.summand.benchmarks.Workload;
import io.summand.compute.CpuDevice;
import io.summand.train.LocalGradientSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/** This project: its step without Spark, and with Spark by every exchange there is. */
public final class SummandContender extends StepwiseContender {
  @Override
  public String name() {
    return "summand";
  }

  @Override
  public Facts facts() {
    return new Facts(
        "this source, Spark " + LocalSpark.context().version(),
        "float32",
        new CpuDevice().description() + ", local[" + Workload.THREADS + "]",
        "its default: Adam, rate 0.001; a shard a thread");
  }

  @Override
  public List<Series> measure(Workload workload) throws Exception {
    return switch (workload) {
      case W1, W2, W3 -> super.measure(workload);
      case W4 -> ExchangeBenchmark.measure(LocalSpark.context(), workload);
      case TRANSFORM -> AnswersBenchmark.measure(LocalSpark.session(), workload);
    };
  }

  @Override
  protected Map<String, Trainees> ways() {
    Map<String, Trainees> ways = new LinkedHashMap<>();
    ways.put(
        "Summand, without Spark",
        (perceptron, rows, seed) -> {
          Training training = Training.of(perceptron, rows, seed);
          return new SummandTrainee(training, local(training));
        });
    for (Exchange exchange : Exchange.ALL) {
      ways.put(
          "Summand, " + exchange.name(),
          (perceptron, rows, seed) -> {
            Training training = Training.of(perceptron, rows, seed);
            JavaSparkContext spark = LocalSpark.context();
            return new SummandTrainee(
                training,
                exchange
                    .opening()
                    .open(
                        spark,
                        training.distributed(spark),
                        training.network(),
                        training.batches()));
          });
    }
    return ways;
  }

  private static Exchange.Source local(Training training) {
    LocalGradientSource source =
        new LocalGradientSource(
            training.network(), training.shards(), training.batches(), new CpuDevice());
    return new Exchange.Source(source, source::close);
  }

  @Override
  protected List<Timing.Candidate> beside(Perceptron perceptron) {
    int repeats = Math.max(1, (int) (perceptron.flopsPerStep() / 4e9));
    Sgemm limit = new Sgemm(Workload.THREADS, repeats);
    return List.of(
        new Timing.Candidate("the limit: sgemm, two threads", limit.flops(), limit::run));
  }
}
