package org.summand.train.optim;

import java.io.Serializable;

/**
 * A rule that turns a gradient into a step. A pure function: state in, state out. Hyper-parameters
 * and their meaning are PyTorch's, so that results can be compared step by step.
 *
 * <p>Below, {@code g} is the gradient, {@code r} the learning rate of the step and {@code t} its
 * number from 1; everything is element by element.
 */
public sealed interface Optimizer extends Serializable
    permits Sgd, Momentum, Adagrad, RmsProp, Adam, ClippedByNorm, L2, LayerRates, WeightDecay {
  /** How many arrays of moments, each as long as the weights, it keeps. */
  int moments();

  /**
   * Takes one step.
   *
   * @param gradient of the mean loss, as long as the weights; not written
   * @param learningRate greater than 0
   */
  TrainingState step(TrainingState before, float[] gradient, float learningRate);
}
