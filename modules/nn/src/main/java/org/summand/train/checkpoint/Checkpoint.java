package org.summand.train.checkpoint;

import org.summand.train.optim.TrainingState;

/**
 * All that a run needs to go on as if it had not been interrupted.
 *
 * @param state the weights, the optimiser's memory, the step
 * @param memory what the run itself remembers
 */
public record Checkpoint(TrainingState state, EpochProgress memory) {}
