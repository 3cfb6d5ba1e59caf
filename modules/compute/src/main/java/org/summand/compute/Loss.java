package org.summand.compute;

import java.io.Serializable;
import java.util.Objects;

/**
 * How far a row's output {@code z} is from its target {@code t}, and the gradient of that. Formulas
 * are for one row of weight 1 and {@code m} outputs.
 *
 * <p>Losses of several outputs take the mean over the outputs, and losses of several rows the mean
 * by row weight, as PyTorch and Keras do; a {@link Workspace} only ever forms the weighted sum over
 * rows.
 *
 * <p><b>Label smoothing.</b> Where it is {@code ε}, a class or a yes or no is learned as if it were
 * right with probability {@code 1 − ε} and else any of the {@code k} there are, itself among them:
 * {@code t} stands for {@code (1 − ε)·t + ε/k} in {@code dz}. It is a way to learn and no measure
 * of what was learned: {@code ℓ} does without. Szegedy et al., “Rethinking the Inception
 * architecture”, CVPR 2016, section 7; PyTorch's {@code label_smoothing}.
 *
 * <p>A final class rather than a record, because Kryo cannot serialise records.
 */
public final class Loss implements Serializable {
  private static final long serialVersionUID = 1;

  /** The formula. */
  public enum Kind {
    /**
     * {@code ℓ = log Σⱼ e^{zⱼ} − z_t} for the class {@code t}, one number in {@code [0, m)}; {@code
     * dz = softmax(z) − (1 − ε)·onehot(t) − ε/m}. Softmax and logarithm stay together, so that no
     * probability underflows.
     */
    SOFTMAX_CROSS_ENTROPY,
    /**
     * {@code ℓ = 1/m Σⱼ (max(zⱼ, 0) − zⱼ·tⱼ + log(1 + e^{−|zⱼ|}))} for targets in {@code [0, 1]};
     * {@code dz = (sigmoid(z) − (1 − ε)·t − ε/2)/m}.
     */
    BINARY_CROSS_ENTROPY,
    /** {@code ℓ = 1/m Σⱼ (zⱼ − tⱼ)²}; {@code dz = 2·(z − t)/m}. */
    SQUARED_ERROR,
    /**
     * {@code ℓ = 1/m Σⱼ h(zⱼ − tⱼ)} with {@code h(e) = ½·e²} where {@code |e| ≤ 1}, else {@code |e|
     * − ½}; {@code dz = clamp(z − t, −1, 1)/m}. Huber, Annals of Mathematical Statistics 35 (1964),
     * at δ = 1: scale the target to move the bend.
     */
    HUBER
  }

  /** Without smoothing, as the others. */
  public static final Loss SOFTMAX_CROSS_ENTROPY = new Loss(Kind.SOFTMAX_CROSS_ENTROPY, 0);

  public static final Loss BINARY_CROSS_ENTROPY = new Loss(Kind.BINARY_CROSS_ENTROPY, 0);
  public static final Loss SQUARED_ERROR = new Loss(Kind.SQUARED_ERROR, 0);
  public static final Loss HUBER = new Loss(Kind.HUBER, 0);

  private final Kind kind;
  private final float smoothing;

  private Loss(Kind kind, float smoothing) {
    this.kind = kind;
    this.smoothing = smoothing;
  }

  /** The loss of a kind that has no parameters but the smoothing, of which there is none. */
  public static Loss of(Kind kind) {
    return new Loss(kind, 0);
  }

  /**
   * The same with another smoothing of labels.
   *
   * @param other {@code ε}, in [0, 1)
   * @throws IllegalArgumentException where it is not, or is more than 0 and the loss is of numbers
   */
  public Loss smoothed(float other) {
    if (!(other >= 0 && other < 1)) {
      throw new IllegalArgumentException("label smoothing lies in [0, 1), not at " + other);
    }
    if (other > 0 && !classifies()) {
      throw new IllegalArgumentException(
          "label smoothing is for classes and for yes or no; where numbers are learned it is 0, not "
              + other);
    }
    return new Loss(kind, other);
  }

  /** The formula. */
  public Kind kind() {
    return kind;
  }

  /** The smoothing of labels, {@code ε}; 0 for none. */
  public float smoothing() {
    return smoothing;
  }

  /** How many numbers a row's target has where the network has {@code outputs} outputs. */
  public int targets(int outputs) {
    return kind == Kind.SOFTMAX_CROSS_ENTROPY ? 1 : outputs;
  }

  /** Whether the network predicts a class, or a yes or no for each output. */
  public boolean classifies() {
    return kind == Kind.SOFTMAX_CROSS_ENTROPY || kind == Kind.BINARY_CROSS_ENTROPY;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Loss loss && kind == loss.kind && smoothing == loss.smoothing;
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, smoothing);
  }

  /** For messages. */
  @Override
  public String toString() {
    return kind + (smoothing > 0 ? " smoothed by " + smoothing : "");
  }
}
