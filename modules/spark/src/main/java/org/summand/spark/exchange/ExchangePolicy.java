package org.summand.spark.exchange;

import static org.summand.spark.cost.ExchangeStrategy.ONE_STAGE;
import static org.summand.spark.cost.ExchangeStrategy.RESIDENT;
import static org.summand.spark.cost.ExchangeStrategy.TREE;

import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.summand.nn.Network;
import org.summand.spark.cluster.Cluster;
import org.summand.spark.cost.ClusterShape;
import org.summand.spark.cost.ExchangeStrategy;
import org.summand.spark.cost.StepCosts;
import org.summand.train.TrainingSettings;
import org.summand.train.gradient.OrderedSum;

/**
 * Decides how the steps of a run are taken: as was asked for; where that leaves it open, as fits
 * the driver and the cluster, and of what fits, as is expected to cost less. Whatever it is, the
 * partial gradients are added in the order of {@link OrderedSum}, so the bits are the same.
 */
public final class ExchangePolicy {
  private static final int BY_DRIVER = 1;
  private static final int BY_TREE = 2;

  private final int shards;
  private final int weights;
  private final int moments;
  private final DriverMemory memory;
  private final SparkConf conf;

  ExchangePolicy(int shards, int weights, int moments, DriverMemory memory, SparkConf conf) {
    this.shards = shards;
    this.weights = weights;
    this.moments = moments;
    this.memory = memory;
    this.conf = conf;
  }

  /**
   * The policy of a run in its application.
   *
   * @param keepsBest whether the best epoch's weights are kept beside the last
   */
  public static ExchangePolicy of(
      JavaSparkContext spark, TrainingSettings settings, int shards, boolean keepsBest) {
    Network network = settings.network();
    return new ExchangePolicy(
        shards,
        network.weightCount(),
        settings.optimizer().build(network).moments(),
        DriverMemory.of(spark, shards, keepsBest),
        spark.getConf());
  }

  /**
   * How the steps are taken.
   *
   * @param mode what is asked for
   * @param depth how a job is to add: 1 on the driver, 2 in runs on the executors first, 0 as fits
   *     and costs less
   * @throws DriverTooSmallException where the gradients would not fit the driver
   * @throws IllegalArgumentException where tasks cannot be resident though this was asked for
   */
  public ExchangeChoice choose(ExchangeMode mode, int depth, Cluster cluster) {
    ExchangeStrategy ofJobs = ofJobs(depth, cluster.shape());
    if (mode == ExchangeMode.JOBS) {
      return ExchangeChoice.jobs(ofJobs);
    }
    Optional<String> obstacle =
        obstacle(depth)
            .or(
                () ->
                    mode == ExchangeMode.RESIDENT
                        ? Optional.empty()
                        : preferenceForJobs(ofJobs, cluster.shape()));
    if (obstacle.isEmpty()) {
      return ExchangeChoice.resident(ofJobs);
    }
    if (mode == ExchangeMode.RESIDENT) {
      throw new IllegalArgumentException(
          "exchange 'resident' is not possible: " + obstacle.get() + "; use 'auto' or 'jobs'");
    }
    return ExchangeChoice.jobs(ofJobs, obstacle.get());
  }

  /**
   * How a step is taken that is a job.
   *
   * @throws DriverTooSmallException where its gradients would not fit the driver
   */
  ExchangeStrategy ofJobs(int depth, ClusterShape cluster) {
    if (needsTree(depth)) {
      return requireRoom(TREE);
    }
    requireRoom(ONE_STAGE);
    return depth == BY_DRIVER || !isTreePossible()
        ? ONE_STAGE
        : StepCosts.FITTED.cheapest(List.of(ONE_STAGE, TREE), cluster, shards, weights);
  }

  private boolean isTreePossible() {
    return OrderedSum.runs(shards) > 1;
  }

  /** Whether executors have to add first: by request, or because all would not fit the driver. */
  private boolean needsTree(int depth) {
    return isTreePossible()
        && depth != BY_DRIVER
        && (depth == BY_TREE || refusal(ONE_STAGE).isPresent());
  }

  private ExchangeStrategy requireRoom(ExchangeStrategy strategy) {
    Optional<String> refusal = refusal(strategy);
    if (refusal.isPresent()) {
      throw new DriverTooSmallException(refusal.get());
    }
    return strategy;
  }

  private Optional<String> refusal(ExchangeStrategy strategy) {
    return memory.refusal(weights, moments, strategy.gradientsToDriver(shards));
  }

  private Optional<String> obstacle(int depth) {
    if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      return Optional.of("Spark has no barrier stages under spark.dynamicAllocation.enabled");
    }
    return needsTree(depth)
        ? Optional.of("the gradients are to be added on the executors first")
        : Optional.empty();
  }

  private Optional<String> preferenceForJobs(ExchangeStrategy ofJobs, ClusterShape cluster) {
    if (conf.getBoolean("spark.speculation", false)) {
      return Optional.of("spark.speculation helps jobs alone");
    }
    return StepCosts.FITTED.cheapest(List.of(RESIDENT, ofJobs), cluster, shards, weights)
            == RESIDENT
        ? Optional.empty()
        : Optional.of("they are expected to cost less");
  }
}
