package io.summand.spark;

import io.summand.train.Gradient;

/** Hears how a run goes, and may end it. */
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * Called when a run knows how its steps are taken, by which exchange and why, and again when that
   * changes.
   */
  default void stepsAreTaken(String how) {}

  /** Called after each step, counted from 1. */
  default void afterStep(long step, Gradient gradient) {}

  /** Called after each epoch. */
  default void afterEpoch(EpochReport report) {}

  /** Whether the run should end before its last step. */
  default boolean wantsToStop() {
    return false;
  }
}
