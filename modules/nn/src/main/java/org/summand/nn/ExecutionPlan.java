package org.summand.nn;

import java.util.ArrayList;
import java.util.List;
import org.summand.compute.CounterRandom;
import org.summand.compute.Footprint;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Workspace;

/**
 * The layout of memory while a block of rows passes through a network, forward and back.
 *
 * <p>Layout of ACTIVATIONS, for a block of at most {@code capacity} rows: the gathered batch, the
 * gathered targets, each layer's z (where kept) and y, and two buffers as wide as the widest layer
 * in which the gradient comes down: dy in one, dx in the other, and for the layer below the two
 * change places.
 */
public final class ExecutionPlan {
  private final Network network;
  private final boolean training;
  private final int capacity;
  private final List<Layer> layers;
  private final int[] weightsAt;
  private final int[] zAt;
  private final int[] yAt;
  private final int targetAt;
  private final int[] gradientAt = new int[2];
  private final int activations;

  /** The plan of a forward and backward pass in training. */
  public static ExecutionPlan training(Network network, int capacity) {
    return new ExecutionPlan(network, capacity, true);
  }

  /** The plan of a forward pass, without the layers that only work in training. */
  public static ExecutionPlan inference(Network network, int capacity) {
    return new ExecutionPlan(network, capacity, false);
  }

  private ExecutionPlan(Network network, int capacity, boolean training) {
    this.network = network;
    this.training = training;
    this.capacity = capacity;
    layers = new ArrayList<>();
    List<Integer> offsets = new ArrayList<>();
    int weights = 0;
    for (Layer layer : network.layers()) {
      if (training || layer.worksInInference()) {
        layers.add(layer);
        offsets.add(weights);
      }
      weights += layer.weightCount();
    }
    weightsAt = offsets.stream().mapToInt(Integer::intValue).toArray();
    zAt = new int[layers.size()];
    yAt = new int[layers.size()];
    long next = training ? floats(network.inputs()) : 0;
    targetAt = (int) next;
    next += floats(network.targets() + 1);
    int widest = network.outputs();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      zAt[i] = (int) next;
      next += layer.keepsZ() ? floats(layer.outputs()) : 0;
      yAt[i] = (int) next;
      next += floats(layer.outputs());
      widest = Math.max(widest, layer.outputs());
    }
    // Evaluation needs one buffer, for the loss's gradient.
    for (int i = 0; i < gradientAt.length; i++) {
      gradientAt[i] = (int) next;
      next += training ? floats(widest) : i == 0 ? floats(network.outputs()) : 0;
    }
    if (next > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a block of " + capacity + " rows needs more activations than one array holds");
    }
    activations = (int) next;
  }

  private long floats(int cols) {
    return (long) capacity * cols;
  }

  /** The most rows a block may have. */
  public int capacity() {
    return capacity;
  }

  /** What a workspace for this plan must hold. */
  public Footprint footprint() {
    return new Footprint(network.weightCount(), activations);
  }

  /** The window to gather a training block's features into. */
  public Matrix batch(int rows) {
    return activations(0, rows, network.inputs());
  }

  /** The window to gather a block's targets and row weights into. */
  public Matrix targets(int rows) {
    return activations(targetAt, rows, network.targets() + 1);
  }

  /** The window of the network's outputs before softmax or sigmoid. */
  public Matrix outputs(int rows) {
    return activations(yAt[layers.size() - 1], rows, network.outputs());
  }

  /** The window of the gradient with respect to the outputs. */
  public Matrix outputGradient(int rows) {
    return gradient(layers.size() - 1, rows);
  }

  /**
   * Computes the outputs for a block of rows.
   *
   * @param x the rows, anywhere
   * @param key what the random choices of this pass depend on
   */
  public void forward(Workspace on, Matrix x, long key) {
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).forward(on, windows(i, x, key));
    }
  }

  /**
   * Adds the gradient of the weighted sum of losses over the block of rows that just went forward.
   *
   * @return that sum of losses
   */
  public double backward(Workspace on, Matrix x, Matrix target, long key) {
    if (!training) {
      throw new IllegalStateException("an inference plan has no way back");
    }
    int rows = x.rows();
    double loss = on.loss(network.loss(), outputs(rows), target, outputGradient(rows));
    for (int i = layers.size() - 1; i >= 0; i--) {
      LayerBuffers at = windows(i, x, key);
      layers.get(i).backward(on, at);
      if (i > 0) {
        layers.get(i).backwardToInput(on, at);
      }
    }
    return loss;
  }

  private LayerBuffers windows(int i, Matrix x, long key) {
    Layer layer = layers.get(i);
    int rows = x.rows();
    Matrix y = activations(yAt[i], rows, layer.outputs());
    return new LayerBuffers(
        i == 0 ? x : activations(yAt[i - 1], rows, layer.inputs()),
        layer.keepsZ() ? activations(zAt[i], rows, layer.outputs()) : y,
        y,
        i == 0 ? x : gradient(i - 1, rows),
        gradient(i, rows),
        weightsAt[i],
        CounterRandom.key(key, i));
  }

  /** dy of layer {@code i}: neighbours use different buffers. */
  private Matrix gradient(int i, int rows) {
    int buffer = (layers.size() - 1 - i) % gradientAt.length;
    return activations(gradientAt[buffer], rows, layers.get(i).outputs());
  }

  private Matrix activations(int offset, int rows, int cols) {
    if (rows > capacity) {
      throw new IllegalArgumentException(
          "a block of " + rows + " rows in a plan for at most " + capacity);
    }
    return new Matrix(Region.ACTIVATIONS, offset, rows, cols);
  }
}
