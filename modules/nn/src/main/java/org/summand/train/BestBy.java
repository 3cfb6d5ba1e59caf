package org.summand.train;

import org.summand.base.EnumText;
import org.summand.nn.Head;

/** By what the validation rows tell a better epoch from a worse one. */
public enum BestBy {
  /** The loss that is trained. */
  LOSS,
  /** The task's own measure: accuracy of classes, RMSE of numbers and counts, quantiles' loss. */
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
    if (evaluation.classifies()) {
      return -evaluation.accuracy();
    }
    return evaluation.hasErrors() ? evaluation.rmse() : evaluation.loss();
  }

  /** What is compared, in a word or two. */
  public String words(Head head) {
    if (this == METRIC && head.loss().classifies()) {
      return "accuracy";
    }
    return this == METRIC && head.expected() > 0 ? "RMSE" : "validation loss";
  }
}
