package org.summand.train.optim;

import org.summand.base.ParallelLoops;

/**
 * Gradient descent with momentum: {@code v ← μ·v + g}, then {@code w ← w − r·v} (Polyak, 1964), or
 * with {@code nesterov} {@code w ← w − r·(g + μ·v)} (Sutskever et al., ICML 2013, as PyTorch has
 * it: the learning rate stands outside the velocity).
 *
 * @param momentum μ, in [0, 1)
 * @param nesterov whether to look ahead
 */
public record Momentum(float momentum, boolean nesterov) implements Optimizer {
  public Momentum {
    Hyperparameters.requireFraction("momentum", momentum);
  }

  @Override
  public int moments() {
    return 1;
  }

  @Override
  public TrainingState step(TrainingState before, float[] gradient, float learningRate) {
    float[] oldWeights = before.weights();
    float[] oldVelocity = before.moments().get(0);
    float[] weights = new float[oldWeights.length];
    float[] velocity = new float[oldWeights.length];
    ParallelLoops.forEach(
        weights.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            velocity[i] = momentum * oldVelocity[i] + gradient[i];
          }
          for (int i = from; i < to; i++) {
            float direction = nesterov ? gradient[i] + momentum * velocity[i] : velocity[i];
            weights[i] = oldWeights[i] - learningRate * direction;
          }
        });
    return before.next(weights, velocity);
  }
}
