package org.summand.compute;

/**
 * How far a row's output {@code z} is from its target {@code t}, and the gradient of that. Formulas
 * are for one row of weight 1 and {@code m} outputs.
 *
 * <p>Losses of several outputs take the mean over the outputs, and losses of several rows the mean
 * by row weight, as PyTorch and Keras do; a {@link Workspace} only ever forms the weighted sum over
 * rows.
 */
public enum Loss {
  /**
   * {@code ℓ = log Σⱼ e^{zⱼ} − z_t} for the class {@code t}, one number in {@code [0, m)}; {@code
   * dz = softmax(z) − onehot(t)}. Softmax and logarithm stay together, so that no probability
   * underflows.
   */
  SOFTMAX_CROSS_ENTROPY,
  /**
   * {@code ℓ = 1/m Σⱼ (max(zⱼ, 0) − zⱼ·tⱼ + log(1 + e^{−|zⱼ|}))} for targets in {@code [0, 1]};
   * {@code dz = (sigmoid(z) − t)/m}.
   */
  BINARY_CROSS_ENTROPY,
  /** {@code ℓ = 1/m Σⱼ (zⱼ − tⱼ)²}; {@code dz = 2·(z − t)/m}. */
  SQUARED_ERROR,
  /**
   * {@code ℓ = 1/m Σⱼ h(zⱼ − tⱼ)} with {@code h(e) = ½·e²} where {@code |e| ≤ 1}, else {@code |e| −
   * ½}; {@code dz = clamp(z − t, −1, 1)/m}. Huber, Annals of Mathematical Statistics 35 (1964), at
   * δ = 1: scale the target to move the bend.
   */
  HUBER;

  /** How many numbers a row's target has where the network has {@code outputs} outputs. */
  public int targets(int outputs) {
    return this == SOFTMAX_CROSS_ENTROPY ? 1 : outputs;
  }

  /** Whether the network predicts a class, or a yes or no for each output. */
  public boolean classifies() {
    return this == SOFTMAX_CROSS_ENTROPY || this == BINARY_CROSS_ENTROPY;
  }
}
