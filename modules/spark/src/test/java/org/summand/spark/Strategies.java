package org.summand.spark;

import java.util.EnumSet;
import java.util.Set;
import org.summand.spark.cost.ExchangeStrategy;
import org.summand.spark.exchange.ExchangeMode;

/** What a run asks for to have its steps taken in a certain way, and the faults it is put to. */
final class Strategies {
  private Strategies() {}

  /** The options of a run whose steps are taken so. */
  static RunOptions options(ExchangeStrategy strategy) {
    return switch (strategy) {
      case ONE_STAGE -> RunOptions.DEFAULT.withExchange(ExchangeMode.JOBS).withAggregationDepth(1);
      case TREE -> RunOptions.DEFAULT.withExchange(ExchangeMode.JOBS).withAggregationDepth(2);
      case RESIDENT -> RunOptions.DEFAULT.withExchange(ExchangeMode.RESIDENT);
    };
  }

  /** The faults that can happen to it, or are worth trying. */
  static Set<Fault> faults(ExchangeStrategy strategy) {
    return switch (strategy) {
      case ONE_STAGE -> EnumSet.allOf(Fault.class);
      case TREE -> EnumSet.of(Fault.EXECUTOR_KILLED, Fault.ALLOCATION_TAKES);
      // Spark duplicates no task of a barrier stage, and allows none under dynamic allocation.
      case RESIDENT ->
          EnumSet.complementOf(
              EnumSet.of(Fault.SLOW_TASK, Fault.ALLOCATION_TAKES, Fault.ALLOCATION_GIVES));
    };
  }
}
