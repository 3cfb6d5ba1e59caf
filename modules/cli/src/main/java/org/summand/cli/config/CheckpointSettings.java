package org.summand.cli.config;

import java.util.Optional;

/**
 * What is kept so that a run can go on after it was interrupted.
 *
 * @param path the directory of the checkpoints; empty for none
 * @param everySteps after so many steps; 0 for no such rule
 * @param everyMinutes after so many minutes; 0 for no such rule
 * @param everyEpochs after so many epochs; 0 for no such rule
 * @param keep how many, the last ones
 * @param resume whether to go on from the last one
 * @param extend whether to go on for more epochs than the run began with even where its schedule
 *     depends on their number
 */
public record CheckpointSettings(
    Optional<String> path,
    int everySteps,
    double everyMinutes,
    int everyEpochs,
    int keep,
    boolean resume,
    boolean extend) {
  static final int DEFAULT_EVERY_EPOCHS = 1;
  static final int DEFAULT_KEEP = 3;

  public CheckpointSettings {
    if (resume && path.isEmpty()) {
      throw new RequestException(
          "there is nothing to resume from: set checkpoint.path to the directory of the run's"
              + " checkpoints");
    }
  }
}
