package org.summand.train;

import org.summand.base.EnumText;
import org.summand.nn.Head;

/** What is done after training so that probabilities mean what they say. */
public enum Calibration {
  /** Nothing. */
  NONE,
  /**
   * Raw outputs are divided by the one number that suits the validation rows: {@link Temperature}.
   */
  TEMPERATURE;

  /**
   * Checks that there are probabilities.
   *
   * @throws IllegalArgumentException where numbers are predicted
   */
  public void requireFit(Head head) {
    if (this != NONE && !head.loss().classifies()) {
      throw new IllegalArgumentException(
          "calibration '"
              + text()
              + "' is for probabilities of classes, but '"
              + head
              + "' predicts numbers; set it to none");
    }
  }

  /** The name in configurations: lower case. */
  public String text() {
    return EnumText.of(this);
  }

  /** The one of a name in lower case. */
  public static Calibration of(String text) {
    return EnumText.parse(Calibration.class, "calibration", text);
  }
}
