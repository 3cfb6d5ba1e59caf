package org.summand.train;

import org.summand.base.ParallelLoops;
import org.summand.train.gradient.Gradient;
import org.summand.train.gradient.GradientSource;
import org.summand.train.optim.Optimizer;
import org.summand.train.optim.Schedule;
import org.summand.train.optim.TrainingState;

/**
 * Mini-batch training: gradient, step, and again.
 *
 * @param optimizer turns a gradient into a step
 * @param schedule gives each step its learning rate
 * @param steps the number of the last step
 * @param lossUnit what the loss is multiplied by where it is told, as {@link
 *     org.summand.data.TargetScaling#lossUnit} says; it changes no step
 */
public record TrainingLoop(Optimizer optimizer, Schedule schedule, long steps, double lossUnit) {
  /** Few enough for the processor's first cache. */
  private static final int SUMS = 512;

  /** Of targets as they are. */
  public TrainingLoop(Optimizer optimizer, Schedule schedule, long steps) {
    this(optimizer, schedule, steps, 1);
  }

  /**
   * Runs from a state to the last step, or until the observer wants to stop.
   *
   * @return the last state
   * @throws DivergedException where the loss, a weight or a moment is no longer a finite number
   */
  public TrainingState run(TrainingState state, GradientSource source, Observer observer) {
    while (state.step() < steps && !observer.wantsToStop()) {
      long step = state.step() + 1;
      float learningRate = schedule.learningRate(step);
      long startedAt = System.nanoTime();
      Gradient gradient = source.at(state.weights(), step);
      TrainingState next = optimizer.step(state, gradient.takeMean(), learningRate);
      if (!isFinite(gradient, next)) {
        throw new DivergedException(step, learningRate, gradient.meanLoss() * lossUnit, state);
      }
      state = next;
      observer.afterStep(
          state,
          new StepReport(
              step,
              gradient.loss() * lossUnit,
              gradient.weight(),
              gradient.rows(),
              (System.nanoTime() - startedAt) / 1e9));
    }
    return state;
  }

  /**
   * A gradient that is not finite leads to weights or moments that are not, whatever the optimiser.
   * So does one whose square is not: divided by an infinite moment, a weight would never move
   * again.
   */
  private static boolean isFinite(Gradient gradient, TrainingState next) {
    return Double.isFinite(gradient.meanLoss())
        && isFinite(next.weights())
        && next.moments().stream().allMatch(TrainingLoop::isFinite);
  }

  private static boolean isFinite(float[] values) {
    return ParallelLoops.sum(values.length, (from, to) -> zeros(values, from, to)) == 0;
  }

  /** {@code Σ 0·x}: 0 where every x is finite, else not a number. */
  private static float zeros(float[] values, int from, int to) {
    // Many sums side by side, and one index: that is vectorised, while a comparison, a single sum
    // and two arrays that are read at different places are not, and take three times as long.
    float[] sums = new float[SUMS];
    float[] some = new float[SUMS];
    for (int begin = from; begin < to; begin += SUMS) {
      int count = Math.min(SUMS, to - begin);
      System.arraycopy(values, begin, some, 0, count);
      for (int i = 0; i < count; i++) {
        sums[i] += 0 * some[i];
      }
    }
    float sum = 0;
    for (float each : sums) {
      sum += each;
    }
    return sum;
  }
}
