package org.summand.train.optim;

import org.summand.base.ParallelLoops;

/**
 * {@code m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; w ← w − r·m̂/(√v̂ + ε)} with {@code m̂ =
 * m/(1 − β₁ᵗ)} and {@code v̂ = v/(1 − β₂ᵗ)} (Kingma and Ba, ICLR 2015, algorithm 1). AdamW
 * (Loshchilov and Hutter, ICLR 2019) is this inside {@link WeightDecay}.
 *
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon ε, keeps the division finite
 */
public record Adam(float beta1, float beta2, float epsilon) implements Optimizer {
  public Adam {
    Hyperparameters.requireFraction("beta1", beta1);
    Hyperparameters.requireFraction("beta2", beta2);
    Hyperparameters.requirePositive("epsilon", epsilon);
  }

  @Override
  public int moments() {
    return 2;
  }

  @Override
  public TrainingState step(TrainingState before, float[] gradient, float learningRate) {
    float fresh1 = Hyperparameters.oneMinus(beta1);
    float fresh2 = Hyperparameters.oneMinus(beta2);
    long t = before.step() + 1;
    float stepSize = (float) (learningRate / (1 - Math.pow(Hyperparameters.exactly(beta1), t)));
    float rootScale = (float) (1 / Math.sqrt(1 - Math.pow(Hyperparameters.exactly(beta2), t)));
    float[] oldWeights = before.weights();
    float[] oldM = before.moments().get(0);
    float[] oldV = before.moments().get(1);
    float[] weights = new float[oldWeights.length];
    float[] m = new float[oldWeights.length];
    float[] v = new float[oldWeights.length];
    ParallelLoops.forEach(
        weights.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            m[i] = beta1 * oldM[i] + fresh1 * gradient[i];
          }
          for (int i = from; i < to; i++) {
            v[i] = beta2 * oldV[i] + fresh2 * gradient[i] * gradient[i];
          }
          for (int i = from; i < to; i++) {
            float root = (float) Math.sqrt(v[i]) * rootScale + epsilon;
            weights[i] = oldWeights[i] - stepSize * m[i] / root;
          }
        });
    return before.next(weights, m, v);
  }
}
