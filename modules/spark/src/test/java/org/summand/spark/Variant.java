package org.summand.spark;

import java.util.EnumSet;
import java.util.Set;
import org.summand.spark.exchange.ExchangeMode;

/** The ways in which steps are taken, each with the faults it is put to. */
enum Variant {
  JOBS(
      "as jobs",
      RunOptions.DEFAULT.withExchange(ExchangeMode.JOBS).withAggregationDepth(1),
      EnumSet.allOf(Fault.class)),
  TREE(
      "as jobs, in a tree of stages",
      RunOptions.DEFAULT.withExchange(ExchangeMode.JOBS).withAggregationDepth(2),
      EnumSet.of(Fault.EXECUTOR_KILLED, Fault.ALLOCATION_TAKES)),
  /** Spark duplicates no task of a barrier stage, and allows none under dynamic allocation. */
  RESIDENT(
      "by resident tasks",
      RunOptions.DEFAULT.withExchange(ExchangeMode.RESIDENT),
      EnumSet.complementOf(
          EnumSet.of(Fault.SLOW_TASK, Fault.ALLOCATION_TAKES, Fault.ALLOCATION_GIVES)));

  /** How steps are taken. */
  final String words;

  final RunOptions options;
  final Set<Fault> faults;

  Variant(String words, RunOptions options, Set<Fault> faults) {
    this.words = words;
    this.options = options;
    this.faults = faults;
  }
}
