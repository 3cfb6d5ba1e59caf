package io.summand.spark;

import io.summand.data.MiniBatches;
import io.summand.data.Shard;
import io.summand.train.TrainingSettings;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** How weights go to the executors and gradients come back, step after step. */
public enum Exchange {
  /** Resident where that is possible and of use, otherwise jobs. */
  AUTO,
  /** One Spark job a step. */
  JOBS,
  /** Tasks that stay on their executors from step to step, in one barrier stage. */
  RESIDENT;

  /** What configurations call it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The exchange of a name.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static Exchange parse(String text) {
    return Arrays.stream(values())
        .filter(exchange -> exchange.text().equalsIgnoreCase(text.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no exchange '" + text + "'; expected one of " + names()));
  }

  /**
   * Opens the gradients of a run.
   *
   * @param depth see {@link RunOptions#aggregationDepth}
   * @param says hears which exchange it is, and why
   * @throws IllegalArgumentException where tasks cannot stay though this is {@link #RESIDENT}
   */
  public ClusterGradients open(
      JavaSparkContext spark,
      JavaRDD<Shard> shards,
      TrainingSettings settings,
      MiniBatches batches,
      int depth,
      Consumer<String> says) {
    JobGradientSource jobs =
        new JobGradientSource(spark, shards, settings.network(), batches, settings.device(), depth);
    if (this == JOBS) {
      says.accept("as Spark jobs");
      return jobs;
    }
    Optional<String> obstacle = obstacle(spark.getConf(), jobs);
    if (obstacle.isEmpty()) {
      return new ResidentGradientSource(spark, jobs, this == RESIDENT, says);
    }
    if (this == RESIDENT) {
      jobs.close();
      throw new IllegalArgumentException(
          "exchange 'resident' is not possible: " + obstacle.get() + "; use 'auto' or 'jobs'");
    }
    says.accept("as Spark jobs: " + obstacle.get());
    return jobs;
  }

  private Optional<String> obstacle(SparkConf conf, JobGradientSource jobs) {
    if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      return Optional.of("Spark has no barrier stages under spark.dynamicAllocation.enabled");
    }
    if (jobs.usesTree()) {
      return Optional.of("the gradients are to be added on the executors first");
    }
    if (this == AUTO && conf.getBoolean("spark.speculation", false)) {
      return Optional.of("spark.speculation helps jobs alone");
    }
    return Optional.empty();
  }

  private static String names() {
    return Arrays.stream(values()).map(Exchange::text).collect(Collectors.joining(", "));
  }
}
