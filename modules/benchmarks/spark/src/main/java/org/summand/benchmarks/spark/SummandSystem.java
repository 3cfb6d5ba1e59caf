package org.summand.benchmarks.spark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.summand.benchmarks.Perceptron;
import org.summand.benchmarks.Rows;
import org.summand.benchmarks.Series;
import org.summand.benchmarks.StepTrainer;
import org.summand.benchmarks.StepwiseSystem;
import org.summand.benchmarks.SystemDescription;
import org.summand.benchmarks.Timing;
import org.summand.benchmarks.Workload;
import org.summand.compute.cpu.CpuDevice;
import org.summand.spark.exchange.ClusterGradients;
import org.summand.spark.exchange.ExchangeMode;
import org.summand.train.gradient.LocalGradientSource;

/** This project: its step without Spark, and with Spark by every exchange there is. */
public final class SummandSystem extends StepwiseSystem {
  /** The exchanges there are. */
  static final List<ExchangeMode> EXCHANGES = List.of(ExchangeMode.JOBS, ExchangeMode.RESIDENT);

  /** More than there are threads. */
  private static final int MORE_SHARDS = 8;

  private static final String LOCAL = "Summand, without Spark";

  @Override
  public String name() {
    return "summand";
  }

  @Override
  public SystemDescription description() {
    return new SystemDescription(
        "this source, Spark " + LocalSpark.context().version(),
        "float32",
        new CpuDevice().description() + ", local[" + Workload.THREADS + "]",
        "its default: Adam, rate 0.001; a shard a thread");
  }

  @Override
  public List<Series> measure(Workload workload) throws Exception {
    return switch (workload) {
      case TIME_TO_ACCURACY, LARGE_STEP, SMALL_STEP -> super.measure(workload);
      case EXCHANGE -> ExchangeBenchmark.measure(LocalSpark.context(), workload);
      case TRANSFORM -> TransformBenchmark.measure(LocalSpark.session(), workload);
    };
  }

  @Override
  protected Map<String, TrainerFactory> variants() {
    Map<String, TrainerFactory> variants = new LinkedHashMap<>();
    variants.put(LOCAL, SummandSystem::withoutSpark);
    EXCHANGES.forEach(exchange -> variants.put(name(exchange), onSpark(exchange)));
    return variants;
  }

  /** A job of one exchange would send away the tasks of the other. */
  @Override
  protected Map<String, Map<String, TrainerFactory>> groups() {
    Map<String, Map<String, TrainerFactory>> groups = new LinkedHashMap<>();
    for (ExchangeMode exchange : EXCHANGES) {
      Map<String, TrainerFactory> variants = new LinkedHashMap<>();
      variants.put(LOCAL, SummandSystem::withoutSpark);
      variants.put(name(exchange), onSpark(exchange));
      groups.put(exchange.text(), variants);
    }
    String shards = MORE_SHARDS + " shards";
    groups.put(
        shards,
        Map.of(
            name(ExchangeMode.RESIDENT) + ", " + shards,
            onSpark(ExchangeMode.RESIDENT, MORE_SHARDS)));
    return groups;
  }

  /** What tables call an exchange. */
  static String name(ExchangeMode exchange) {
    return "Summand, exchange " + exchange.text();
  }

  private static StepTrainer withoutSpark(Perceptron perceptron, Rows rows, long seed) {
    Training training = Training.of(perceptron, rows, seed, Workload.THREADS);
    LocalGradientSource source =
        new LocalGradientSource(
            training.network(), training.shards(), training.batches(), new CpuDevice());
    return new SummandStepTrainer(training, source, source::close);
  }

  private static TrainerFactory onSpark(ExchangeMode exchange) {
    return onSpark(exchange, Workload.THREADS);
  }

  private static TrainerFactory onSpark(ExchangeMode exchange, int shards) {
    return (perceptron, rows, seed) -> {
      Training training = Training.of(perceptron, rows, seed, shards);
      JavaSparkContext spark = LocalSpark.context();
      ClusterGradients source =
          LocalSpark.open(
              exchange, training.distributed(spark), training.network(), training.batches());
      return new SummandStepTrainer(training, source, source::close);
    };
  }

  @Override
  protected List<Timing.Candidate> limits(Perceptron perceptron) {
    int repeats = Math.max(1, (int) (perceptron.flopsPerStep() / 4e9));
    SgemmLimit limit = new SgemmLimit(Workload.THREADS, repeats);
    return List.of(
        new Timing.Candidate("the limit: sgemm, two threads", limit.flops(), limit::run));
  }
}
