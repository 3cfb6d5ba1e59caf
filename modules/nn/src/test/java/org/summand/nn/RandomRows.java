package org.summand.nn;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.summand.compute.EmbeddingTable;
import org.summand.compute.Loss;

/**
 * Rows a network can learn from, the same for the same seed: features around 0 or categories,
 * targets as the network's loss wants them, and row weights of which some are 0.
 *
 * @param network what the rows are for
 * @param count the number of rows
 * @param features rows × inputs
 * @param targets rows × (targets + 1), each row ending in its weight
 */
public record RandomRows(Network network, int count, float[] features, float[] targets) {
  private static final float[] ROW_WEIGHTS = {1, 0.5f, 0, 2, 1, 0, 3};

  /** {@code count} rows. */
  public static RandomRows of(Network network, int count, long seed) {
    Random random = new Random(seed);
    float[] features = new float[count * network.inputs()];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    int binned = network.curves().columns();
    for (int r = 0; r < count; r++) {
      for (int c = 0; c < binned; c++) {
        // Among the bins, and not at their edges.
        features[r * network.inputs() + c] = 0.05f + 0.9f * random.nextFloat() + random.nextInt(3);
      }
    }
    List<EmbeddingTable> tables = network.categories();
    for (int r = 1; r <= count; r++) {
      for (int t = 0; t < tables.size(); t++) {
        int at = r * network.inputs() - tables.size() + t;
        features[at] = random.nextInt(tables.get(t).categories());
      }
    }
    int cols = network.targets() + 1;
    float[] targets = new float[count * cols];
    for (int r = 0; r < count; r++) {
      for (int c = 0; c < cols - 1; c++) {
        targets[r * cols + c] = target(network, random);
      }
      targets[r * cols + cols - 1] = ROW_WEIGHTS[r % ROW_WEIGHTS.length];
    }
    return new RandomRows(network, count, features, targets);
  }

  private static float target(Network network, Random random) {
    Loss loss = network.loss();
    return switch (loss.kind()) {
      case SOFTMAX_CROSS_ENTROPY -> random.nextInt(network.outputs());
      // Soft targets are allowed, too.
      case BINARY_CROSS_ENTROPY -> random.nextInt(5) / 4f;
      // Wide enough for both branches of the Huber loss.
      case POISSON -> random.nextInt(5);
      case SQUARED_ERROR, HUBER, QUANTILES -> (float) (1.5 * random.nextGaussian());
    };
  }

  /** The rows {@code from … to − 1}. */
  public RandomRows range(int from, int to) {
    int inputs = network.inputs();
    int cols = network.targets() + 1;
    return new RandomRows(
        network,
        to - from,
        Arrays.copyOfRange(features, from * inputs, to * inputs),
        Arrays.copyOfRange(targets, from * cols, to * cols));
  }

  /** Some of the rows. */
  public RandomRows rows(int... some) {
    int inputs = network.inputs();
    int cols = network.targets() + 1;
    float[] x = new float[some.length * inputs];
    float[] t = new float[some.length * cols];
    for (int r = 0; r < some.length; r++) {
      System.arraycopy(features, some[r] * inputs, x, r * inputs, inputs);
      System.arraycopy(targets, some[r] * cols, t, r * cols, cols);
    }
    return new RandomRows(network, some.length, x, t);
  }

  /** Weights with which every parameter matters: those a network begins with have biases of 0. */
  public static float[] weights(Network network, long seed) {
    float[] weights = network.initialWeights(seed);
    Random random = new Random(seed);
    for (Parameter parameter : network.parameters()) {
      for (int i = parameter.offset(); parameter.isBias() && i < parameter.end(); i++) {
        weights[i] = (float) (0.3 * random.nextGaussian());
      }
    }
    return weights;
  }
}
