package org.summand.compute;

import java.io.Serializable;
import java.util.Arrays;
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
    HUBER,
    /**
     * The mean pinball loss of the levels {@code q₁ < … < q_m}, of one target: {@code ℓ = 1/m Σⱼ
     * max(qⱼ·(t − yⱼ), (qⱼ − 1)·(t − yⱼ))}, which is least where {@code yⱼ} is the quantile {@code
     * qⱼ} of {@code t}. Koenker and Bassett, “Regression quantiles”, Econometrica 46 (1978).
     *
     * <p>The outputs are the lowest answer and what {@code s(z) = log(1 + e^z)} makes the steps
     * from one to the next, {@code y₁ = z₁, yⱼ = yⱼ₋₁ + s(zⱼ)}, so answers cannot cross. With
     * {@code gⱼ = (1 where t < yⱼ, else 0) − qⱼ}: {@code dz₁ = 1/m Σᵢ gᵢ, dzⱼ = sigmoid(zⱼ)/m ·
     * Σ_{i ≥ j} gᵢ}.
     */
    QUANTILES,
    /**
     * Half the deviance of Poisson's distribution, of which {@code z} is the logarithm of the mean:
     * {@code ℓ = 1/m Σⱼ (e^{zⱼ} − tⱼ·zⱼ + tⱼ·log tⱼ − tⱼ)} for targets of 0 or more, with {@code
     * 0·log 0 = 0}; {@code dz = (e^z − t)/m}. PyTorch's {@code PoissonNLLLoss(log_input=True)}
     * lacks the last two terms, which do not depend on {@code z}. So that nothing overflows, {@code
     * e^z} goes on beyond {@link #LARGEST_LOG} as its tangent there.
     */
    POISSON
  }

  /** The largest logarithm of a mean that is told from a larger one. */
  public static final float LARGEST_LOG = 60;

  /** Without smoothing, as the others. */
  public static final Loss SOFTMAX_CROSS_ENTROPY = of(Kind.SOFTMAX_CROSS_ENTROPY);

  public static final Loss BINARY_CROSS_ENTROPY = of(Kind.BINARY_CROSS_ENTROPY);
  public static final Loss SQUARED_ERROR = of(Kind.SQUARED_ERROR);
  public static final Loss HUBER = of(Kind.HUBER);
  public static final Loss POISSON = of(Kind.POISSON);

  private final Kind kind;
  private final float smoothing;
  private final float[] levels;

  private Loss(Kind kind, float smoothing, float[] levels) {
    this.kind = kind;
    this.smoothing = smoothing;
    this.levels = levels;
  }

  /**
   * The loss of a kind, with labels as they are.
   *
   * @throws IllegalArgumentException for {@link Kind#QUANTILES}, which are not without {@linkplain
   *     #quantiles levels}
   */
  public static Loss of(Kind kind) {
    if (kind == Kind.QUANTILES) {
      throw new IllegalArgumentException("quantiles need levels");
    }
    return new Loss(kind, 0, new float[0]);
  }

  /**
   * The loss of quantiles.
   *
   * @param levels each between 0 and 1, and more than the one before
   * @throws IllegalArgumentException where there are none, or they are not so
   */
  public static Loss quantiles(float... levels) {
    if (levels.length == 0) {
      throw new IllegalArgumentException("quantiles need levels, as in 'quantiles 0.1 0.5 0.9'");
    }
    for (int i = 0; i < levels.length; i++) {
      if (!(levels[i] > 0 && levels[i] < 1)) {
        throw new IllegalArgumentException(
            "the level of a quantile is a number between 0 and 1, not " + levels[i]);
      }
      if (i > 0 && levels[i] <= levels[i - 1]) {
        throw new IllegalArgumentException(
            "the levels of quantiles rise from one to the next, but "
                + levels[i]
                + " stands behind "
                + levels[i - 1]);
      }
    }
    return new Loss(Kind.QUANTILES, 0, levels.clone());
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
    return new Loss(kind, other, levels);
  }

  /** The formula. */
  public Kind kind() {
    return kind;
  }

  /** The smoothing of labels, {@code ε}; 0 for none. */
  public float smoothing() {
    return smoothing;
  }

  /** The levels of quantiles, rising; none of another kind. */
  public float[] levels() {
    return levels.clone();
  }

  /** How many numbers a row's target has where the network has {@code outputs} outputs. */
  public int targets(int outputs) {
    return kind == Kind.SOFTMAX_CROSS_ENTROPY || kind == Kind.QUANTILES ? 1 : outputs;
  }

  /** Whether a network may have so many outputs: of quantiles one a level. */
  public boolean fits(int outputs) {
    return kind != Kind.QUANTILES || outputs == levels.length;
  }

  /**
   * The power of the target's unit that the loss has: where targets and answers are twice as large,
   * it is {@code 2^degree} times what it was. Of Huber's loss that holds near the target.
   */
  public int degree() {
    return switch (kind) {
      case SOFTMAX_CROSS_ENTROPY, BINARY_CROSS_ENTROPY -> 0;
      case SQUARED_ERROR, HUBER -> 2;
      case QUANTILES, POISSON -> 1;
    };
  }

  /** Whether the network predicts a class, or a yes or no for each output. */
  public boolean classifies() {
    return kind == Kind.SOFTMAX_CROSS_ENTROPY || kind == Kind.BINARY_CROSS_ENTROPY;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Loss loss
        && kind == loss.kind
        && smoothing == loss.smoothing
        && Arrays.equals(levels, loss.levels);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, smoothing, Arrays.hashCode(levels));
  }

  /** For messages. */
  @Override
  public String toString() {
    return kind
        + (smoothing > 0 ? " smoothed by " + smoothing : "")
        + (levels.length > 0 ? " " + Arrays.toString(levels) : "");
  }
}
