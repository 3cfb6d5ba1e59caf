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
  /** Rows that pass together: enough to fill a product, few enough to stay in the cache. */
  public static final int BLOCK_ROWS = 1024;

  private final Network network;
  private final boolean training;
  private final int capacity;
  private final List<Layer> layers;
  private final int[] weightsAt;

  /** How often the rows of the batch stand in each layer's y: once, or once a member. */
  private final int[] copies;

  /** The lowest layer that learns: below it nothing asks for a gradient. */
  private final int lowest;

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

  /** The rows of a block of a network: {@link #BLOCK_ROWS}, or as many once a member. */
  public static int blockRows(Network network) {
    return Math.max(1, BLOCK_ROWS / network.ensemble());
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
    copies = copies(layers);
    lowest = lowest(layers);
    zAt = new int[layers.size()];
    yAt = new int[layers.size()];
    long next = training ? floats(network.inputs()) : 0;
    targetAt = (int) next;
    next += floats(network.targets() + 1);
    long widest = 0;
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      boolean keepsAnswers = !training && i == layers.size() - 1;
      long width = (long) copies[i] * layer.outputs() * (keepsAnswers ? network.bag() : 1);
      zAt[i] = (int) next;
      next += layer.keepsZ() ? floats(width) : 0;
      yAt[i] = (int) next;
      next += floats(width);
      widest = Math.max(widest, width);
    }
    // Evaluation needs one buffer, for the loss's gradient.
    for (int i = 0; i < gradientAt.length; i++) {
      gradientAt[i] = (int) next;
      next += training ? floats(widest) : i == 0 ? floats(outputs()) : 0;
    }
    if (next > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a block of " + capacity + " rows needs more activations than one array holds");
    }
    activations = (int) next;
  }

  private static int[] copies(List<Layer> layers) {
    int[] copies = new int[layers.size()];
    int reached = 1;
    for (int i = 0; i < copies.length; i++) {
      reached *= layers.get(i).members();
      copies[i] = reached;
    }
    return copies;
  }

  private static int lowest(List<Layer> layers) {
    int lowest = 0;
    while (layers.get(lowest).weightCount() == 0) {
      lowest++;
    }
    return lowest;
  }

  private long floats(long cols) {
    return capacity * cols;
  }

  private long outputs() {
    return (long) network.members() * network.outputs();
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
    return activations(0, rows, 1, network.inputs());
  }

  /** The window to gather a block's targets and row weights into. */
  public Matrix targets(int rows) {
    return activations(targetAt, rows, 1, network.targets() + 1);
  }

  /** The window of the outputs before softmax or sigmoid: of all rows, once a member. */
  public Matrix outputs(int rows) {
    return activations(yAt[layers.size() - 1], rows, answers(), network.outputs());
  }

  /** How often the rows stand in the outputs: in training, of the one network that learns. */
  private int answers() {
    return training ? network.ensemble() : network.members();
  }

  /**
   * Copies the raw outputs of the rows that just went forward to the host: those of an ensemble are
   * what gives the mean of its members' predictions.
   *
   * @param z takes rows × outputs from {@code zAt} on
   */
  public void readAnswers(Workspace on, int rows, float[] z, int zAt) {
    Matrix outputs = outputs(rows);
    float[] block = new float[outputs.size()];
    on.read(outputs, block);
    Members.mean(network, block, rows, z, zAt);
  }

  /** The window of the gradient with respect to the outputs. */
  public Matrix outputGradient(int rows) {
    return activations(gradientAt[0], rows, answers(), network.outputs());
  }

  /**
   * Computes the outputs for a block of rows, of all networks of a bag.
   *
   * @param x the rows, anywhere
   * @param key what the random choices of this pass depend on
   */
  public void forward(Workspace on, Matrix x, long key) {
    for (int which = 0; which < network.bag(); which++) {
      forward(on, which, x, key);
    }
  }

  /**
   * Computes the outputs of one network of the bag.
   *
   * @param which its number, from 0
   */
  public void forward(Workspace on, int which, Matrix x, long key) {
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).forward(on, windows(which, i, x, key));
    }
  }

  /**
   * Adds the gradient of the weighted sum of losses over the block of rows that just went forward
   * through a network of the bag.
   *
   * @return that sum of losses
   */
  public double backward(Workspace on, int which, Matrix x, Matrix target, long key) {
    if (!training) {
      throw new IllegalStateException("an inference plan has no way back");
    }
    int rows = x.rows();
    double loss = on.loss(network.loss(), outputs(rows), target, outputGradient(rows));
    for (int i = layers.size() - 1; i >= lowest; i--) {
      LayerBuffers at = windows(which, i, x, key);
      layers.get(i).backward(on, at);
      if (i > lowest) {
        layers.get(i).backwardToInput(on, at);
      }
    }
    return loss;
  }

  private LayerBuffers windows(int which, int i, Matrix x, long key) {
    Layer layer = layers.get(i);
    int rows = x.rows();
    Matrix y = y(which, i, rows);
    return new LayerBuffers(
        i == 0 ? x : y(which, i - 1, rows),
        layer.keepsZ() ? activations(zAt[i], rows, copies[i], layer.outputs()) : y,
        y,
        i == 0 ? x : gradient(i - 1, rows),
        gradient(i, rows),
        network.weightsOf(which) + weightsAt[i],
        CounterRandom.key(key, i));
  }

  /** Where answers are kept, those of one network of the bag follow those of the other. */
  private Matrix y(int which, int i, int rows) {
    int outputs = layers.get(i).outputs();
    boolean keepsAnswers = !training && i == layers.size() - 1;
    int begin = yAt[i] + (keepsAnswers ? which * rows * copies[i] * outputs : 0);
    return activations(begin, rows, copies[i], outputs);
  }

  /** dy of layer {@code i}: neighbours use different buffers. */
  private Matrix gradient(int i, int rows) {
    int buffer = (layers.size() - 1 - i) % gradientAt.length;
    return activations(gradientAt[buffer], rows, copies[i], layers.get(i).outputs());
  }

  private Matrix activations(int offset, int rows, int times, int cols) {
    if (rows > capacity) {
      throw new IllegalArgumentException(
          "a block of " + rows + " rows in a plan for at most " + capacity);
    }
    return new Matrix(Region.ACTIVATIONS, offset, rows * times, cols);
  }
}
