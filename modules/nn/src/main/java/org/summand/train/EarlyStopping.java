package org.summand.train;

/**
 * Which epoch's weights remain, and when to stop because training no longer helps. With validation
 * rows the best epoch's remain, the last of those that are equally good, whether a run stops early
 * or not; without, the last epoch's.
 *
 * @param patience after so many epochs in a row that are not better than the best one by more than
 *     the tolerance a run stops; 0 never stops
 * @param tolerance what counts as no better, in the unit in which that is told by which epochs are
 *     compared: of the loss, of accuracy from 0 to 1, of RMSE
 * @param bestBy by what epochs are compared
 */
public record EarlyStopping(int patience, double tolerance, BestBy bestBy) {
  /** Never stops; the lowest validation loss is the best. */
  public static final EarlyStopping NEVER = new EarlyStopping(0, 0, BestBy.LOSS);

  public EarlyStopping {
    if (patience < 0) {
      throw new IllegalArgumentException(
          "patience is a number of epochs of at least 0, not " + patience);
    }
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException(
          "the tolerance is a number of at least 0, not " + tolerance);
    }
  }

  /** After so many epochs without a lower validation loss. */
  public EarlyStopping(int patience, double tolerance) {
    this(patience, tolerance, BestBy.LOSS);
  }

  /** Whether it can stop a run at all. */
  public boolean isOn() {
    return patience > 0;
  }
}
