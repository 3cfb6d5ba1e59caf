package org.summand.train.optim;

import org.summand.base.ParallelLoops;

/**
 * {@code s ← α·s + (1 − α)·g²; w ← w − r·g/(√s + ε)} (Tieleman and Hinton, Coursera lecture 6.5,
 * 2012).
 *
 * @param decay α, in [0, 1)
 * @param epsilon ε, keeps the division finite
 */
public record RmsProp(float decay, float epsilon) implements Optimizer {
  public RmsProp {
    Hyperparameters.requireFraction("decay", decay);
    Hyperparameters.requirePositive("epsilon", epsilon);
  }

  @Override
  public int moments() {
    return 1;
  }

  @Override
  public TrainingState step(TrainingState before, float[] gradient, float learningRate) {
    float fresh = Hyperparameters.oneMinus(decay);
    float[] oldWeights = before.weights();
    float[] oldSquares = before.moments().get(0);
    float[] weights = new float[oldWeights.length];
    float[] squares = new float[oldWeights.length];
    ParallelLoops.forEach(
        weights.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            squares[i] = decay * oldSquares[i] + fresh * gradient[i] * gradient[i];
          }
          for (int i = from; i < to; i++) {
            float root = (float) Math.sqrt(squares[i]) + epsilon;
            weights[i] = oldWeights[i] - learningRate * gradient[i] / root;
          }
        });
    return before.next(weights, squares);
  }
}
