package org.summand.train.checkpoint;

import org.summand.train.optim.TrainingState;

/**
 * All that a run needs to go on as if it had not been interrupted.
 *
 * @param state the weights, the optimiser's moments, the step
 * @param progress how far the run has come, beside its weights
 */
public record Checkpoint(TrainingState state, EpochProgress progress) {}
