package org.summand.nn;

import org.summand.base.EnumText;

/** How large a network's weights are at first, and how fast each of them learns. */
public enum Parametrization {
  /** As deep networks are begun commonly, and one learning rate for all. */
  STANDARD,

  /**
   * That of the neural tangent kernel (Jacot, Gabriel and Hongler, NeurIPS 2018): a dense layer is
   * {@code x·w/√inputs + b} with w and b normal, so that a step of a size moves its output by as
   * much whatever its width. Kept here is {@code w/√inputs}, which learns {@code 1/√inputs} as
   * fast; biases learn a tenth as fast as the rest and factors of a scale six times, and the last
   * layer begins at 0, so that the first answers are the mean: the rates of RealMLP (Holzmüller,
   * Grinsztajn and Steinwart, NeurIPS 2024, appendix A).
   */
  TANGENT;

  /** The learning rate of biases under {@link #TANGENT}, in units of the run's. */
  static final float BIAS_RATE = 0.1f;

  /** The learning rate of the factors of a scale under {@link #TANGENT}. */
  static final float SCALE_RATE = 6;

  /** The name in configurations: lower case. */
  public String text() {
    return EnumText.of(this);
  }

  /** The parametrisation of a name in lower case. */
  public static Parametrization of(String text) {
    return EnumText.parse(Parametrization.class, "parametrisation", text);
  }
}
