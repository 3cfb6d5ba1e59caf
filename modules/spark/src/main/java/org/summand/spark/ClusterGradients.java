package org.summand.spark;

import org.summand.train.GradientSource;

/** Gradients of a run from a cluster, until it is closed. */
public interface ClusterGradients extends GradientSource, AutoCloseable {
  /** Knows where the time of the steps went. */
  Stopwatch stopwatch();

  @Override
  void close();
}
