package io.summand.spark;

import io.summand.train.Checkpoint;
import io.summand.train.Gradient;
import io.summand.train.Observer;
import io.summand.train.TrainingState;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Keeps a checkpoint whenever one is due, after all others have seen the step. */
final class CheckpointObserver implements Observer {
  private final Checkpointing when;
  private final EpochObserver epochs;
  private final long stepsPerEpoch;
  private final long lastStep;
  private long savedAt = System.nanoTime();

  CheckpointObserver(Checkpointing when, EpochObserver epochs, long stepsPerEpoch, long lastStep) {
    this.when = when;
    this.epochs = epochs;
    this.stepsPerEpoch = stepsPerEpoch;
    this.lastStep = lastStep;
  }

  @Override
  public void afterStep(TrainingState state, Gradient gradient) {
    epochs.afterStep(state, gradient);
    if (isDue(state.step())) {
      save(state);
    }
  }

  private boolean isDue(long step) {
    double minutes = (System.nanoTime() - savedAt) / 60e9;
    return step == lastStep
        || wantsToStop()
        || isMultiple(step, when.everySteps())
        || isMultiple(step, when.everyEpochs() * stepsPerEpoch)
        || (when.everyMinutes() > 0 && minutes >= when.everyMinutes());
  }

  private static boolean isMultiple(long step, long every) {
    return every > 0 && step % every == 0;
  }

  private void save(TrainingState state) {
    try {
      when.checkpoints().save(new Checkpoint(state, epochs.memory()));
      savedAt = System.nanoTime();
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "the checkpoint after step "
              + state.step()
              + " could not be written: "
              + failed.getMessage(),
          failed);
    }
  }

  @Override
  public boolean wantsToStop() {
    return epochs.wantsToStop();
  }
}
