package org.summand.train;

import java.util.Locale;
import org.summand.train.optim.TrainingState;

/** Training left the finite numbers; the last good state is kept. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient TrainingState lastGood;

  DivergedException(long step, float learningRate, double loss, TrainingState lastGood) {
    super(
        String.format(
            Locale.ROOT,
            "training diverged in step %d at learning rate %s: the loss was %s and the next weights"
                + " or moments would not all be finite numbers. Lower the rate, clip the gradient or scale the"
                + " features.",
            step,
            learningRate,
            loss));
    this.lastGood = lastGood;
  }

  /** The state before the step that failed. */
  public TrainingState lastGood() {
    return lastGood;
  }
}
