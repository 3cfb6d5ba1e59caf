package org.summand.spark.exchange;

import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.summand.nn.Network;
import org.summand.spark.RunOptions;
import org.summand.spark.cluster.Places;
import org.summand.spark.cost.ClusterShape;
import org.summand.spark.cost.StepCosts;
import org.summand.spark.cost.Way;
import org.summand.train.TrainingSettings;
import org.summand.train.gradient.OrderedSum;

/**
 * Where the partial gradients of a step are added: all of them by the driver, or runs of them by
 * executors and the runs by the driver. Both add in the order of {@link OrderedSum}, so both give
 * the same bits.
 *
 * @param shards the partial gradients of a step
 * @param isTree whether executors add first
 * @param isOpen whether nothing but the expected cost decided: nobody asked for it, and all
 *     gradients at once would fit the driver, so that resident tasks, which need that, are still
 *     possible
 */
public record Aggregation(int shards, boolean isTree, boolean isOpen) {
  private static final int BY_DRIVER = 1;
  private static final int BY_TREE = 2;

  /** The driver adds all. */
  public static Aggregation byDriver(int shards) {
    return new Aggregation(shards, false, false);
  }

  /** Executors add first, where there are enough shards for more than one run of them. */
  public static Aggregation inTree(int shards) {
    return new Aggregation(shards, OrderedSum.runs(shards) > 1, false);
  }

  /**
   * Where a run's partial gradients are added: what was asked for; where nothing was, what fits the
   * driver, and of two that fit, what costs less.
   *
   * @param depth see {@link RunOptions#aggregationDepth}
   * @throws DriverTooSmallException where it would not fit the driver
   */
  public static Aggregation of(
      JavaSparkContext spark, TrainingSettings settings, int shards, int depth) {
    Network network = settings.network();
    return choose(
        depth,
        shards,
        network.weightCount(),
        settings.optimizer().build(network).moments(),
        Places.of(spark),
        DriverMemory.of(spark, shards));
  }

  static Aggregation choose(
      int depth, int shards, int weightCount, int moments, ClusterShape place, DriverMemory room) {
    Aggregation driver = byDriver(shards);
    Aggregation tree = inTree(shards);
    if (depth == BY_DRIVER || !tree.isTree()) {
      return driver.requireRoom(room, weightCount, moments);
    }
    if (depth == BY_TREE || driver.refusal(room, weightCount, moments).isPresent()) {
      return tree.requireRoom(room, weightCount, moments);
    }
    List<Way> ways = List.of(Way.ONE_STAGE, Way.TREE);
    Way cheapest = StepCosts.FITTED.cheapest(ways, place, shards, weightCount);
    return new Aggregation(shards, cheapest == Way.TREE, true);
  }

  /** How many gradients come to the driver in a step: one of each shard, or of each run of them. */
  int results() {
    return isTree ? OrderedSum.runs(shards) : shards;
  }

  /** The way of a step that is a job. */
  Way way() {
    return isTree ? Way.TREE : Way.ONE_STAGE;
  }

  private Optional<String> refusal(DriverMemory room, int weightCount, int moments) {
    return room.refusal(weightCount, moments, results());
  }

  private Aggregation requireRoom(DriverMemory room, int weightCount, int moments) {
    Optional<String> refusal = refusal(room, weightCount, moments);
    if (refusal.isPresent()) {
      throw new DriverTooSmallException(refusal.get());
    }
    return this;
  }
}
