package org.summand.spark.exchange;

import org.summand.train.gradient.GradientSource;

/** Gradients of a run from a cluster, until it is closed. */
public interface ClusterGradients extends GradientSource, AutoCloseable {
  /** Knows where the time of the steps went. */
  StepTimer stopwatch();

  @Override
  void close();
}
