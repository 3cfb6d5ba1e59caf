package org.summand.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.summand.train.Observer;
import org.summand.train.StepReport;
import org.summand.train.checkpoint.Checkpoint;
import org.summand.train.checkpoint.CheckpointsInUseException;
import org.summand.train.optim.TrainingState;

/** Keeps a checkpoint whenever one is due, after all others have seen the step. */
final class CheckpointObserver implements Observer {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointObserver.class);

  private final CheckpointPolicy when;
  private final EpochObserver epochs;
  private final long stepsPerEpoch;
  private final long lastStep;
  private final LongSupplier clock;
  private final LongConsumer kept;
  private long savedAt;

  /** The step of the last checkpoint, or that the run began after. */
  private long savedStep;

  /**
   * @param begun the steps that were taken before
   * @param kept hears of each checkpoint the step
   */
  CheckpointObserver(
      CheckpointPolicy when,
      EpochObserver epochs,
      long stepsPerEpoch,
      long lastStep,
      long begun,
      LongConsumer kept) {
    this(when, epochs, stepsPerEpoch, lastStep, begun, kept, System::nanoTime);
  }

  /**
   * @param clock tells nanoseconds
   */
  CheckpointObserver(
      CheckpointPolicy when,
      EpochObserver epochs,
      long stepsPerEpoch,
      long lastStep,
      long begun,
      LongConsumer kept,
      LongSupplier clock) {
    this.when = when;
    this.kept = kept;
    savedStep = begun;
    this.epochs = epochs;
    this.stepsPerEpoch = stepsPerEpoch;
    this.lastStep = lastStep;
    this.clock = clock;
    savedAt = clock.getAsLong();
  }

  @Override
  public void afterStep(TrainingState state, StepReport report) {
    epochs.afterStep(state, report);
    if (isDue(state.step())) {
      save(state);
    }
  }

  /** Called with the last state of a run, which may have been asked to stop when it was seen. */
  void end(TrainingState last) {
    if (last.step() != savedStep) {
      save(last);
    }
  }

  private boolean isDue(long step) {
    double minutes = (clock.getAsLong() - savedAt) / 60e9;
    return step == lastStep
        || wantsToStop()
        || isMultiple(step, when.everySteps())
        || isMultiple(step, when.everyEpochs() * stepsPerEpoch)
        || (when.everyMinutes() > 0 && minutes >= when.everyMinutes());
  }

  private static boolean isMultiple(long step, long every) {
    return every > 0 && step % every == 0;
  }

  /**
   * A run whose disk is full goes on: what it learns is worth more than the way back to it, and its
   * last good checkpoint is still there.
   */
  private void save(TrainingState state) {
    try {
      when.checkpoints().save(new Checkpoint(state, epochs.progress()));
      savedStep = state.step();
      kept.accept(savedStep);
    } catch (CheckpointsInUseException lost) {
      throw new UncheckedIOException(lost.getMessage(), lost);
    } catch (IOException failed) {
      LOG.warn(
          "The checkpoint after step {} could not be written ({}); training goes on, and the last"
              + " one kept is that of step {}.",
          state.step(),
          failed.toString(),
          savedStep);
    }
    savedAt = clock.getAsLong();
  }

  @Override
  public boolean wantsToStop() {
    return epochs.wantsToStop();
  }
}
