package org.summand.train.optim;

import org.summand.base.ParallelLoops;

/** Stochastic gradient descent: {@code w ← w − r·g} (Robbins and Monro, 1951). */
public record Sgd() implements Optimizer {
  @Override
  public int moments() {
    return 0;
  }

  @Override
  public TrainingState step(TrainingState before, float[] gradient, float learningRate) {
    float[] old = before.weights();
    float[] weights = new float[old.length];
    ParallelLoops.forEach(
        old.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            weights[i] = old[i] - learningRate * gradient[i];
          }
        });
    return before.next(weights);
  }
}
