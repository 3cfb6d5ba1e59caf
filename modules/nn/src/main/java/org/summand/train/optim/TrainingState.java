package org.summand.train.optim;

import java.util.List;
import java.util.stream.IntStream;

/**
 * All that a run must keep between two steps. Never changed: a step makes a new one, because
 * running tasks may share the arrays.
 *
 * @param weights the network's weights, flat
 * @param moments the optimiser's moments: arrays as long as the weights
 * @param step the steps taken so far
 */
public record TrainingState(float[] weights, List<float[]> moments, long step) {
  /** The state before the first step. */
  public static TrainingState initial(float[] weights, Optimizer optimizer) {
    List<float[]> moments =
        IntStream.range(0, optimizer.moments()).mapToObj(i -> new float[weights.length]).toList();
    return new TrainingState(weights, moments, 0);
  }

  /** The state after a step that led to these weights and moments. */
  TrainingState next(float[] newWeights, float[]... newMoments) {
    return new TrainingState(newWeights, List.of(newMoments), step + 1);
  }
}
