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
    BETWEEN,
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
  private volatile String tries = "";

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

  /** So many tries are in a table, from which tuning can go on. */
  void keepsTries(String table, int made) {
    if (made > 0) {
      tries = (made == 1 ? "1 try is in " : made + " tries are in ") + table;
      at = At.BETWEEN;
    }
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
      case BEFORE, BETWEEN -> false;
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
      case BETWEEN -> "; " + kept();
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
    if (!tries.isEmpty()) {
      return tries + "; to go on: " + Interruption.again("--resume");
    }
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
