package org.summand.train.optim;

import java.util.List;
import org.summand.nn.Parameter;

/**
 * Decoupled weight decay: {@code w ← w·(1 − r·λ)} for each weight but the biases, then the inner
 * rule's step (Loshchilov and Hutter, ICLR 2019, algorithm 2). Around {@link Adam} it is AdamW.
 *
 * @param inner the rule that takes the step
 * @param lambda λ, 0 or more
 * @param parameters the windows of the weight array
 */
public record WeightDecay(Optimizer inner, float lambda, List<Parameter> parameters)
    implements Optimizer {
  public WeightDecay {
    Hyperparameters.requireNotNegative("weightDecay", lambda);
    parameters = List.copyOf(parameters);
  }

  @Override
  public int moments() {
    return inner.moments();
  }

  @Override
  public TrainingState step(TrainingState before, float[] gradient, float learningRate) {
    float kept = (float) (1 - (double) learningRate * lambda);
    float[] decayed = before.weights().clone();
    DecayedWeights.forEach(
        parameters,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            decayed[i] *= kept;
          }
        });
    return inner.step(
        new TrainingState(decayed, before.moments(), before.step()), gradient, learningRate);
  }
}
