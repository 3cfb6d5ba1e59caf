package org.summand.cli.run;

import java.util.Optional;
import org.summand.cli.interrupt.InterruptibleWork;
import org.summand.cli.interrupt.Interruption;
import org.summand.cli.output.Output;
import org.summand.train.checkpoint.CheckpointLock;

/**
 * How far a training has come, which decides the message when it is interrupted, and how long to
 * wait for it. Written by the thread that trains, read by the one that ends the process.
 */
final class TrainingPhase implements InterruptibleWork {
  private enum At {
    BEFORE,
    TRAINING,
    SAVING,
    DONE
  }

  private final Output output;
  private final String model;
  private final Optional<String> checkpoints;

  private volatile At at = At.BEFORE;
  private volatile long epoch;
  private volatile long step;
  private volatile long keptStep;
  private volatile CheckpointLock lock;

  /**
   * @param model where the model is to lie
   * @param checkpoints where checkpoints are kept; empty for none
   */
  TrainingPhase(Output output, String model, Optional<String> checkpoints) {
    this.output = output;
    this.model = model;
    this.checkpoints = checkpoints;
  }

  /** Remembers the lock on the checkpoints, to release it when the process ends. */
  void holds(CheckpointLock held) {
    lock = held;
  }

  /** The steps begin, after those that were taken before. */
  void begins(long stepsBefore) {
    step = stepsBefore;
    keptStep = stepsBefore;
  }

  /** A step of an epoch was taken. */
  void reached(long ofEpoch, long taken) {
    epoch = ofEpoch;
    step = taken;
    at = At.TRAINING;
  }

  /** A checkpoint is whole. */
  void kept(long ofStep) {
    keptStep = ofStep;
  }

  /** The last step was taken, and the model is being written. */
  void saves() {
    at = At.SAVING;
  }

  /** The model is there. */
  void saved() {
    at = At.DONE;
  }

  @Override
  public boolean isToBeFinished() {
    return switch (at) {
      case BEFORE -> false;
      case TRAINING -> checkpoints.isPresent();
      case SAVING, DONE -> true;
    };
  }

  @Override
  public boolean leavesTraces() {
    return at != At.BEFORE;
  }

  @Override
  public void clearScreen() {
    output.clearProgress();
  }

  @Override
  public void abandon() {
    CheckpointLock held = lock;
    if (held != null) {
      held.giveBack();
    }
  }

  @Override
  public String words() {
    return switch (at) {
      case BEFORE -> " before the first step; " + kept();
      case TRAINING -> " in epoch " + epoch + " after step " + step + "; " + kept();
      case SAVING ->
          " after step "
              + step
              + ", the last, while the model was being saved, which is not in "
              + model
              + "; "
              + kept();
      case DONE -> " after the last step; the model is whole in " + model;
    };
  }

  private String kept() {
    if (checkpoints.isEmpty()) {
      return "nothing was kept, as checkpoint.path is not set";
    }
    if (keptStep == 0) {
      return "nothing was kept, as there is no checkpoint yet";
    }
    String which =
        keptStep < step ? "the last whole checkpoint, of step " : "the checkpoint of step ";
    return which
        + keptStep
        + (keptStep < step ? ", is in " : " is in ")
        + checkpoints.get()
        + "; to go on: "
        + Interruption.again("--resume");
  }
}
