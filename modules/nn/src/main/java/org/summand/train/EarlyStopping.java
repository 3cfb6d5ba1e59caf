package org.summand.train;

/**
 * When to stop because training no longer helps: after {@code patience} epochs in a row whose
 * validation loss is not below the best one by more than {@code tolerance}. The weights of the best
 * epoch are what remains.
 *
 * @param patience the epochs to wait; 0 never stops
 * @param tolerance what counts as no better, in the unit in which losses are told
 */
public record EarlyStopping(int patience, double tolerance) {
  /** Never stops. */
  public static final EarlyStopping NEVER = new EarlyStopping(0, 0);

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

  /** Whether it can stop a run at all. */
  public boolean isOn() {
    return patience > 0;
  }
}
