package org.summand.nn;

import java.io.Serializable;
import org.summand.compute.Workspace;

/**
 * One stage of a network: a function of its input and its window of the flat weight array. A layer
 * holds its configuration only; weights and activations are windows handed to it.
 */
public sealed interface Layer extends Serializable permits Bins, Dense, Dropout, Embedding, Scale {
  /** The columns of x. */
  int inputs();

  /** The columns of y. */
  int outputs();

  /** The same layer behind one of another width. */
  Layer withInputs(int width);

  /** How many floats of the flat weight array are this layer's. */
  default int weightCount() {
    return 0;
  }

  /** How often y has the rows of x. */
  default int members() {
    return 1;
  }

  /** Whether it must keep {@code z} beside {@code y} for the way back. */
  default boolean keepsZ() {
    return false;
  }

  /** Whether it does anything when a trained network predicts. */
  default boolean worksInInference() {
    return true;
  }

  /** Writes this layer's first weights to its window, a pure function of {@code seed}. */
  default void initialise(float[] weights, int offset, long seed) {}

  /**
   * The same for {@link Parametrization#TANGENT}.
   *
   * @param isLast whether the network's answer is this layer's
   */
  default void initialiseTangent(float[] weights, int offset, long seed, boolean isLast) {
    initialise(weights, offset, seed);
  }

  /** Computes y from x. */
  void forward(Workspace on, LayerBuffers at);

  /** Adds the gradient of this layer's own weights, given dy; dy may become dz in place. */
  void backward(Workspace on, LayerBuffers at);

  /** Computes dx from what {@link #backward} left in dy; the first layer is never asked. */
  void backwardToInput(Workspace on, LayerBuffers at);

  /** The layer as a word or two of a network's text, such as {@code 256 relu}. */
  String text();
}
