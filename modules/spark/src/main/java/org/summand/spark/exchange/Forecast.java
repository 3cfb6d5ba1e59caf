package org.summand.spark.exchange;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.summand.spark.cluster.Cluster;
import org.summand.spark.cost.ClusterShape;
import org.summand.spark.cost.CostedStep;
import org.summand.spark.cost.ExchangeStrategy;
import org.summand.spark.cost.StepCosts;
import org.summand.spark.exchange.TimeProfile.Phase;

/**
 * What a step of the same batch would take on another number of executors, each with as many slots
 * as there are here in a process, and a shard a slot. The arithmetic is what was measured here,
 * shared out; the exchange is {@link StepCosts#FITTED}, by the strategy that costs least.
 *
 * @param executors how many
 * @param strategy what costs least there
 * @param seconds what a step would take
 */
public record Forecast(int executors, ExchangeStrategy strategy, double seconds) {
  private static final int MOST_EXECUTORS = 32;

  /**
   * Forecasts of 1, 2, 4 and up to 32 executors; none where no step was taken.
   *
   * @param steps the steps that the time was spent on
   */
  public static List<Forecast> of(
      JavaSparkContext spark, TimeProfile time, long steps, int weights) {
    return of(new Cluster(spark).shape(), time, steps, weights);
  }

  static List<Forecast> of(ClusterShape here, TimeProfile time, long steps, int weights) {
    if (steps == 0) {
      return List.of();
    }
    double arithmetic = time.arithmetic() / steps;
    double driver = time.seconds(Phase.OPTIMIZER) / steps;
    List<Forecast> forecasts = new ArrayList<>();
    for (int executors = 1; executors <= MOST_EXECUTORS; executors *= 2) {
      ClusterShape there = here.withExecutors(executors);
      ExchangeStrategy strategy =
          StepCosts.FITTED.cheapest(
              List.of(ExchangeStrategy.values()), there, there.slots(), weights);
      double exchange =
          StepCosts.FITTED.seconds(new CostedStep(strategy, there, there.slots(), weights, 0));
      forecasts.add(
          new Forecast(executors, strategy, exchange + arithmetic / there.slots() + driver));
    }
    return forecasts;
  }

  /**
   * Half of the steps that the model of the exchange was tried on came as close as this share of
   * their time.
   */
  public double error() {
    return StepCosts.FITTED.of(new StepCosts.Kind(true, strategy)).error();
  }
}
