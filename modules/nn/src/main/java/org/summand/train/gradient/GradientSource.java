package org.summand.train.gradient;

/** Where the gradients of a run come from: one JVM, or a cluster; the loop cannot tell. */
@FunctionalInterface
public interface GradientSource {
  /**
   * The sum of all shards' partial gradients.
   *
   * @param weights not to be changed afterwards: tasks may share the array
   * @param step the step it is for, counted from 1
   */
  Gradient at(float[] weights, long step);
}
