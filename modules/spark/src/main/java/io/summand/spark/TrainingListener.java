package io.summand.spark;

import io.summand.train.Gradient;

/** Hears how a run goes. */
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /** Called after each step, counted from 1. */
  default void afterStep(long step, Gradient gradient) {}

  /** Called after each epoch. */
  default void afterEpoch(EpochReport report) {}
}
