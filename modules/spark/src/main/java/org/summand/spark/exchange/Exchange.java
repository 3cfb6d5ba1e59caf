package org.summand.spark.exchange;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.summand.base.EnumText;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.spark.cluster.Places;
import org.summand.spark.cluster.TaskSlots;
import org.summand.spark.cost.StepCosts;
import org.summand.spark.cost.Way;
import org.summand.train.TrainingSettings;

/** How weights go to the executors and gradients come back, step after step. */
public enum Exchange {
  /**
   * Resident where that is possible and expected to cost less, otherwise jobs: all that decides is
   * in docs/decisions/0005.
   */
  AUTO,
  /** One Spark job a step. */
  JOBS,
  /** Resident tasks: they stay on their executors from step to step, in a barrier stage. */
  RESIDENT;

  /** What configurations call it. */
  public String text() {
    return EnumText.of(this);
  }

  /** The exchange of a name in lower case. */
  public static Exchange of(String text) {
    return EnumText.parse(Exchange.class, "exchange", text);
  }

  /**
   * Opens the gradients of a run.
   *
   * @param aggregation where a step that is a job adds
   * @param says hears which exchange it is, and why
   * @throws IllegalArgumentException where tasks cannot be resident though this is {@link
   *     #RESIDENT}
   */
  public ClusterGradients open(
      JavaSparkContext spark,
      JavaRDD<Shard> shards,
      TrainingSettings settings,
      MiniBatches batches,
      Aggregation aggregation,
      Consumer<String> says) {
    JobGradientSource jobs =
        new JobGradientSource(
            spark, shards, settings.network(), batches, settings.device(), aggregation);
    if (this == JOBS) {
      says.accept("as Spark jobs");
      return jobs;
    }
    Optional<String> obstacle = obstacle(spark, jobs);
    if (obstacle.isEmpty()) {
      return new ResidentGradientSource(spark, jobs, says);
    }
    if (this == RESIDENT) {
      jobs.close();
      throw new IllegalArgumentException(
          "exchange 'resident' is not possible: " + obstacle.get() + "; use 'auto' or 'jobs'");
    }
    says.accept("as Spark jobs: " + obstacle.get());
    return jobs;
  }

  private Optional<String> obstacle(JavaSparkContext spark, JobGradientSource jobs) {
    if (spark.getConf().getBoolean("spark.dynamicAllocation.enabled", false)) {
      return Optional.of("Spark has no barrier stages under spark.dynamicAllocation.enabled");
    }
    Aggregation aggregation = jobs.aggregation();
    if (aggregation.isTree() && !aggregation.isOpen()) {
      return Optional.of("the gradients are to be added on the executors first");
    }
    return this == RESIDENT ? lackOfSlots(spark, jobs) : preferenceForJobs(spark, jobs);
  }

  private static Optional<String> lackOfSlots(JavaSparkContext spark, JobGradientSource jobs) {
    int shards = jobs.aggregation().shards();
    TaskSlots.await(spark, shards);
    int slots = Places.of(spark).slots();
    return slots >= shards
        ? Optional.empty()
        : Optional.of(
            "each of the "
                + shards
                + " shards needs a slot at the same time, but the executors have "
                + slots
                + " (fewer shards or more cores would do)");
  }

  private static Optional<String> preferenceForJobs(
      JavaSparkContext spark, JobGradientSource jobs) {
    if (spark.getConf().getBoolean("spark.speculation", false)) {
      return Optional.of("spark.speculation helps jobs alone");
    }
    Aggregation aggregation = jobs.aggregation();
    List<Way> ways = List.of(Way.RESIDENT, aggregation.way());
    int weights = jobs.network().weightCount();
    Way cheapest = StepCosts.FITTED.cheapest(ways, Places.of(spark), aggregation.shards(), weights);
    return cheapest == Way.RESIDENT
        ? Optional.empty()
        : Optional.of("they are expected to cost less");
  }
}
