package org.summand.train;

import org.summand.data.TargetScaling;

/**
 * What a step was taken on and how long it took.
 *
 * @param step its number, counted from 1
 * @param loss the sum of weight·ℓ over its rows
 * @param weight the sum of its rows' weights
 * @param rows the number of its rows
 * @param seconds from asking for the gradient to the new weights
 */
public record StepReport(long step, double loss, double weight, long rows, double seconds) {
  /** The same with a loss of the labels' own unit, as {@link TargetScaling#lossUnit} tells it. */
  public StepReport inLabelUnit(TargetScaling targets) {
    return new StepReport(step, loss * targets.lossUnit(), weight, rows, seconds);
  }

  /** The mean loss, by row weight; 0 where no row has weight. */
  public double meanLoss() {
    return weight > 0 ? loss / weight : 0;
  }
}
