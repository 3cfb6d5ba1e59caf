/**
 * Optimisers and learning-rate schedules as pure functions of the state of a training and the step.
 *
 * <p>Start with {@link org.summand.train.optim.TrainingState} and {@link
 * org.summand.train.optim.Optimizer}; each of its kinds is a record with its formula.
 */
package org.summand.train.optim;
