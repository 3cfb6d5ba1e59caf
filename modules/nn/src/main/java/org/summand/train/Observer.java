package org.summand.train;

import org.summand.train.optim.TrainingState;

/** Watches a run between its steps: reports, validates, saves, and may end it. */
public interface Observer {
  /** Sees nothing and never stops. */
  Observer NONE = (state, report) -> {};

  /**
   * Called after each step.
   *
   * @param state the state the step led to
   * @param report its loss, rows and time
   */
  void afterStep(TrainingState state, StepReport report);

  /** Whether the run should end before its last step. */
  default boolean wantsToStop() {
    return false;
  }
}
