package org.summand.spark;

import org.summand.train.checkpoint.CheckpointStore;

/**
 * When a run keeps a checkpoint. It always keeps one at its end.
 *
 * @param checkpoints where, and how many
 * @param everySteps after so many steps; 0 for no such rule
 * @param everyMinutes after so many minutes since the last; 0 for no such rule
 * @param everyEpochs after so many epochs; 0 for no such rule
 * @param resume whether to go on from the last checkpoint, where there is one
 */
public record CheckpointPolicy(
    CheckpointStore checkpoints,
    long everySteps,
    double everyMinutes,
    int everyEpochs,
    boolean resume) {
  public CheckpointPolicy {
    if (everySteps < 0 || !(everyMinutes >= 0) || everyEpochs < 0) {
      throw new IllegalArgumentException(
          "checkpoints are kept every so many steps, minutes or epochs, 0 or more, not "
              + everySteps
              + ", "
              + everyMinutes
              + ", "
              + everyEpochs);
    }
  }
}
