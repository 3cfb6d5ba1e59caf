package org.summand.train.optim;

import java.util.List;
import org.summand.nn.Parameter;

/**
 * L2 regularisation: adds {@code λ·w} to the gradient of each weight but the biases, the gradient
 * of {@code ½·λ·‖w‖²}. The loss that is reported is without it.
 *
 * @param inner the rule that takes the step
 * @param lambda λ, 0 or more
 * @param parameters the windows of the weight array
 */
public record L2(Optimizer inner, float lambda, List<Parameter> parameters) implements Optimizer {
  public L2 {
    Hyperparameters.requireNotNegative("l2", lambda);
    parameters = List.copyOf(parameters);
  }

  @Override
  public int moments() {
    return inner.moments();
  }

  @Override
  public TrainingState step(TrainingState before, float[] gradient, float learningRate) {
    float[] weights = before.weights();
    float[] penalised = gradient.clone();
    DecayedWeights.forEach(
        parameters,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            penalised[i] += lambda * weights[i];
          }
        });
    return inner.step(before, penalised, learningRate);
  }
}
