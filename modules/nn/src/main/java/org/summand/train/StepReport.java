package org.summand.train;

/**
 * What a step was taken on and how long it took.
 *
 * @param step its number, counted from 1
 * @param loss the sum of weight·ℓ over its rows, in the unit of {@link
 *     org.summand.data.TargetScaling#lossUnit}
 * @param weight the sum of its rows' weights
 * @param rows the number of its rows
 * @param seconds from asking for the gradient to the new weights
 */
public record StepReport(long step, double loss, double weight, long rows, double seconds) {
  /** The mean loss, by row weight; 0 where no row has weight. */
  public double meanLoss() {
    return weight > 0 ? loss / weight : 0;
  }
}
