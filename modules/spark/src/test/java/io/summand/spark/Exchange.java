package io.summand.spark;

import java.util.EnumSet;
import java.util.Set;

/** The ways in which a step's gradients come together, each with the faults it is put to. */
enum Exchange {
  DRIVER("on the driver", RunOptions.DEFAULT.withAggregationDepth(1), EnumSet.allOf(Fault.class)),
  TREE(
      "in a tree of stages",
      RunOptions.DEFAULT.withAggregationDepth(2),
      EnumSet.of(Fault.EXECUTOR_KILLED, Fault.ALLOCATION_TAKES));

  /** Where gradients are added. */
  final String words;

  final RunOptions options;
  final Set<Fault> faults;

  Exchange(String words, RunOptions options, Set<Fault> faults) {
    this.words = words;
    this.options = options;
    this.faults = faults;
  }
}
