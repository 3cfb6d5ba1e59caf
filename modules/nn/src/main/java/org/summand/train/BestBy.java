package org.summand.train;

import org.summand.base.EnumText;

/** By what the validation rows tell a better epoch from a worse one. */
public enum BestBy {
  /** The loss that is trained. */
  LOSS,
  /** The task's own measure: accuracy of classes, RMSE of numbers. */
  METRIC;

  /** The name in configurations: lower case. */
  public String text() {
    return EnumText.of(this);
  }

  /** The one of a name in lower case. */
  public static BestBy of(String text) {
    return EnumText.parse(BestBy.class, "way to tell the best epoch", text);
  }

  /** What is compared, the lower the better; NaN for no rows. */
  public double cost(Evaluation evaluation) {
    if (this == LOSS) {
      return evaluation.loss();
    }
    return evaluation.classifies() ? -evaluation.accuracy() : evaluation.rmse();
  }

  /** What is compared, in a word or two, of a network that classifies or one that does not. */
  public String words(boolean classifies) {
    if (this == LOSS) {
      return "validation loss";
    }
    return classifies ? "accuracy" : "RMSE";
  }
}
