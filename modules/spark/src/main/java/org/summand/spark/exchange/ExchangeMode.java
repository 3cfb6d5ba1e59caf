package org.summand.spark.exchange;

import org.summand.base.EnumText;

/** How weights are to go to the executors and gradients to come back, step after step. */
public enum ExchangeMode {
  /**
   * Resident where that is possible and expected to cost less, otherwise jobs: all that decides is
   * in docs/decisions/0005.
   */
  AUTO,
  /** One Spark job a step. */
  JOBS,
  /** Resident tasks: they stay on their executors from step to step, in a barrier stage. */
  RESIDENT;

  /** What configurations call it. */
  public String text() {
    return EnumText.of(this);
  }

  /** The mode of a name in lower case. */
  public static ExchangeMode of(String text) {
    return EnumText.parse(ExchangeMode.class, "exchange", text);
  }
}
