package org.summand.nn;

import org.summand.compute.Activation;
import org.summand.compute.CounterRandom;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Workspace;

/**
 * The fully connected layer {@code y = f(x·w + b)}.
 *
 * <p>Forward: {@code z = x·w + b}, {@code y = f(z)}. Backward: {@code dz = dy ⊙ f′(z)}, {@code dw =
 * xᵀ·dz}, {@code db = Σ rows of dz}, {@code dx = dz·wᵀ} (Rumelhart, Hinton and Williams, Nature
 * 323, 1986).
 *
 * <p>Its weights are {@code w}, inputs × outputs, row-major, then {@code b}, outputs. As the head
 * of an ensemble it has each member's own: {@code w}, heads·inputs × outputs, then {@code b}, heads
 * × outputs, and x and y hold the rows once a member.
 *
 * @param inputs the columns of x, 1 or more
 * @param outputs the columns of y, 1 or more
 * @param activation f
 * @param heads 1, or the members that have weights of their own
 */
public record Dense(int inputs, int outputs, Activation activation, int heads) implements Layer {
  public Dense {
    if (inputs < 1 || outputs < 1 || heads < 1) {
      throw new IllegalArgumentException(
          "a dense layer needs at least one input and one output, not " + inputs + "×" + outputs);
    }
    if ((inputs + 1L) * outputs > Integer.MAX_VALUE / heads) {
      throw new IllegalArgumentException(
          "a dense layer of "
              + (heads > 1 ? heads + "×" : "")
              + inputs
              + "×"
              + outputs
              + " weights is larger than one array");
    }
  }

  /** One whose weights are the same for all rows. */
  public Dense(int inputs, int outputs, Activation activation) {
    this(inputs, outputs, activation, 1);
  }

  @Override
  public Layer withInputs(int width) {
    return new Dense(width, outputs, activation, heads);
  }

  @Override
  public int weightCount() {
    return heads * (inputs * outputs + outputs);
  }

  @Override
  public boolean keepsZ() {
    return activation.needsZ();
  }

  /**
   * Uniform in {@code ±limit}, biases 0. For RELU and its kin {@code limit = √(6/inputs)} (He et
   * al., ICCV 2015), which keeps the variance of what passes forward; for the others {@code limit =
   * √(6/(inputs + outputs))} (Glorot and Bengio, AISTATS 2010), a middle between both directions.
   */
  @Override
  public void initialise(float[] weights, int offset, long seed) {
    double limit = Math.sqrt(6.0 / (rectifies() ? inputs : inputs + outputs));
    int w = heads * inputs * outputs;
    for (int i = 0; i < w; i++) {
      weights[offset + i] = (float) (limit * (2 * CounterRandom.uniform(seed, i) - 1));
    }
    for (int i = w; i < weightCount(); i++) {
      weights[offset + i] = 0;
    }
  }

  /** Normal, w of deviation {@code 1/√inputs} and b of 1; the last layer 0. */
  @Override
  public void initialiseTangent(float[] weights, int offset, long seed, boolean isLast) {
    int w = heads * inputs * outputs;
    for (int i = 0; i < weightCount(); i++) {
      double deviation = isLast ? 0 : i < w ? 1 / Math.sqrt(inputs) : 1;
      weights[offset + i] = (float) (deviation * CounterRandom.normal(seed, i));
    }
  }

  private boolean rectifies() {
    return switch (activation) {
      case RELU, LEAKY_RELU, GELU, SILU -> true;
      case IDENTITY, TANH, SIGMOID -> false;
    };
  }

  @Override
  public void forward(Workspace on, LayerBuffers at) {
    on.affine(at.x(), w(Region.WEIGHTS, at), b(Region.WEIGHTS, at), activation, at.z(), at.y());
  }

  @Override
  public void backward(Workspace on, LayerBuffers at) {
    Matrix dz = at.dy();
    on.activationGradient(activation, at.z(), at.y(), dz);
    on.weightGradient(at.x(), dz, w(Region.GRADIENT, at));
    on.biasGradient(dz, b(Region.GRADIENT, at));
  }

  @Override
  public void backwardToInput(Workspace on, LayerBuffers at) {
    on.inputGradient(at.dy(), w(Region.WEIGHTS, at), at.dx());
  }

  /** The window of w, or of dw. */
  private Matrix w(Region region, LayerBuffers at) {
    return new Matrix(region, at.weights(), heads * inputs, outputs);
  }

  /** The window of b, or of db. */
  private Matrix b(Region region, LayerBuffers at) {
    return new Matrix(region, at.weights() + heads * inputs * outputs, heads, outputs);
  }

  @Override
  public String text() {
    return outputs + " " + activation.text();
  }
}
