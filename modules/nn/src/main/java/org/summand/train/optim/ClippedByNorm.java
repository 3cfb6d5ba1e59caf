package org.summand.train.optim;

import org.summand.base.ParallelLoops;

/**
 * Shortens a gradient that is too long before the inner rule sees it: {@code g ← g·min(1, c/‖g‖)}
 * over all weights together (Pascanu, Mikolov and Bengio, ICML 2013).
 *
 * @param inner the rule that takes the step
 * @param norm c, the greatest length
 */
public record ClippedByNorm(Optimizer inner, float norm) implements Optimizer {
  /** PyTorch adds this to ‖g‖, so we do. */
  private static final double GUARD = 1e-6;

  public ClippedByNorm {
    Hyperparameters.requirePositive("clipNorm", norm);
  }

  @Override
  public int moments() {
    return inner.moments();
  }

  @Override
  public TrainingState step(TrainingState before, float[] gradient, float learningRate) {
    double squares = ParallelLoops.sum(gradient.length, (from, to) -> squares(gradient, from, to));
    float factor = (float) Math.min(1, norm / (Math.sqrt(squares) + GUARD));
    if (factor == 1) {
      return inner.step(before, gradient, learningRate);
    }
    float[] clipped = new float[gradient.length];
    ParallelLoops.forEach(
        clipped.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            clipped[i] = gradient[i] * factor;
          }
        });
    return inner.step(before, clipped, learningRate);
  }

  private static double squares(float[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) values[i] * values[i];
    }
    return sum;
  }
}
