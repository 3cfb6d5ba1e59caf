package org.summand.train.optim;

import java.util.List;
import org.summand.base.ParallelLoops;
import org.summand.nn.Parameter;

/** What decay pulls towards zero: all weights but biases and the factors of a scale. */
final class DecayedWeights {
  private DecayedWeights() {}

  /** The loop over the windows of all parameters that decay. */
  static void forEach(List<Parameter> parameters, ParallelLoops.Loop loop) {
    for (Parameter parameter : parameters) {
      if (parameter.decays()) {
        ParallelLoops.forEach(parameter.offset(), parameter.end(), loop);
      }
    }
  }
}
