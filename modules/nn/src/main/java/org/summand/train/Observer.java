package org.summand.train;

import org.summand.train.gradient.Gradient;
import org.summand.train.optim.TrainingState;

/** Watches a run between its steps: reports, validates, saves, and may end it. */
public interface Observer {
  /** Sees nothing and never stops. */
  Observer NONE = (state, gradient) -> {};

  /**
   * Called after each step.
   *
   * @param state the state the step led to
   * @param gradient what the step was taken on, with its loss and rows
   */
  void afterStep(TrainingState state, Gradient gradient);

  /** Whether the run should end before its last step. */
  default boolean wantsToStop() {
    return false;
  }
}
