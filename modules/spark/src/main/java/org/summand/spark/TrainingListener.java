package org.summand.spark;

import java.util.List;
import org.summand.train.EpochReport;
import org.summand.train.Evaluation;
import org.summand.train.StepReport;

/** Is told how a run goes, and may end it. */
public interface TrainingListener {
  /** Ignores everything. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * Called when a run knows how its steps are taken, by which exchange and why, and again when that
   * changes.
   */
  default void stepsAreTaken(String how) {}

  /**
   * Called before the first step of a run that goes on from a checkpoint.
   *
   * @param step the steps that were taken before
   * @param epochs the reports of the epochs that were over by then
   */
  default void goesOn(long step, List<EpochReport> epochs) {}

  /** Called before the first step of a run that was to go on, but found no checkpoint. */
  default void beginsAnew() {}

  /** Called when a checkpoint of the state after a step is whole. */
  default void checkpointKept(long step) {}

  /** Called after each step. */
  default void afterStep(StepReport report) {}

  /**
   * Whether the weights after the step just told are to be evaluated by the rows that are held out,
   * as they are after each epoch.
   */
  default boolean wantsEvaluation() {
    return false;
  }

  /** Called with an evaluation that was wanted; not where no rows are held out. */
  default void afterEvaluation(long step, Evaluation evaluation) {}

  /** Called after each epoch. */
  default void afterEpoch(EpochReport report) {}

  /** Whether the run should end before its last step. */
  default boolean wantsToStop() {
    return false;
  }
}
