package org.summand.train.optim;

import org.summand.base.ParallelLoops;

/**
 * {@code s ← s + g²; w ← w − r·g/(√s + ε)} (Duchi, Hazan and Singer, JMLR 12, 2011).
 *
 * @param epsilon ε, keeps the division finite
 */
public record Adagrad(float epsilon) implements Optimizer {
  public Adagrad {
    Hyperparameters.requirePositive("epsilon", epsilon);
  }

  @Override
  public int moments() {
    return 1;
  }

  @Override
  public TrainingState step(TrainingState before, float[] gradient, float learningRate) {
    float[] oldWeights = before.weights();
    float[] oldSquares = before.moments().get(0);
    float[] weights = new float[oldWeights.length];
    float[] squares = new float[oldWeights.length];
    ParallelLoops.forEach(
        weights.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            squares[i] = oldSquares[i] + gradient[i] * gradient[i];
          }
          for (int i = from; i < to; i++) {
            float root = (float) Math.sqrt(squares[i]) + epsilon;
            weights[i] = oldWeights[i] - learningRate * gradient[i] / root;
          }
        });
    return before.next(weights, squares);
  }
}
