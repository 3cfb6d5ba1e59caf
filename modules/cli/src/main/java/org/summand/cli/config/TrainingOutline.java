package org.summand.cli.config;

import org.summand.nn.Network;
import org.summand.nn.NetworkTemplate;
import org.summand.train.TrainingSettings;
import org.summand.train.optim.OptimizerSettings;
import org.summand.train.optim.ScheduleSettings;

/**
 * What decides the outcome of a run besides the data, as far as it is known before there are data:
 * they may have to complete the network.
 *
 * @param network what to train, whole or in part
 * @param epochs how often to see every row
 * @param batchSize the rows of a step, over the whole cluster
 * @param seed what every random choice depends on
 * @param labelSmoothing how far labels are smoothed, where they are classes
 * @param optimizer how a gradient becomes a step
 * @param schedule the learning rate of each step
 * @param device where products run
 */
public record TrainingOutline(
    NetworkTemplate network,
    int epochs,
    int batchSize,
    long seed,
    float labelSmoothing,
    OptimizerSettings optimizer,
    ScheduleSettings schedule,
    String device) {
  /**
   * Checks everything now that can be checked without data.
   *
   * @throws IllegalArgumentException where a number is out of its bounds
   */
  public TrainingOutline {
    new TrainingSettings(
        network.smallest(), epochs, batchSize, seed, labelSmoothing, optimizer, schedule, device);
  }

  /** The settings with the whole network. */
  public TrainingSettings settings(Network whole) {
    return new TrainingSettings(
        whole, epochs, batchSize, seed, labelSmoothing, optimizer, schedule, device);
  }
}
