package org.summand.train.optim;

import java.util.List;
import org.summand.base.ParallelLoops;
import org.summand.nn.Parameter;

/**
 * A learning rate for each layer: of the inner rule's step, {@code w ← w + f·(w′ − w)} with the
 * factor {@code f} of the parameter. Every rule's step is proportional to its learning rate, so
 * that is the step at {@code f} times the rate.
 *
 * @param inner the rule that takes the step
 * @param parameters the windows of the weight array, with their {@link Parameter#tangentRate}
 */
public record LayerRates(Optimizer inner, List<Parameter> parameters) implements Optimizer {
  public LayerRates {
    parameters = List.copyOf(parameters);
  }

  @Override
  public int moments() {
    return inner.moments();
  }

  @Override
  public TrainingState step(TrainingState before, float[] gradient, float learningRate) {
    TrainingState after = inner.step(before, gradient, learningRate);
    float[] from = before.weights();
    float[] to = after.weights(); // Nobody else has seen it yet.
    for (Parameter parameter : parameters) {
      float factor = parameter.tangentRate();
      ParallelLoops.forEach(
          parameter.offset(),
          parameter.end(),
          (begin, end) -> {
            for (int i = begin; i < end; i++) {
              to[i] = from[i] + factor * (to[i] - from[i]);
            }
          });
    }
    return after;
  }
}
