package org.summand.benchmarks;

import java.util.List;

/**
 * A network of dense layers with relu between them and softmax at the end, and how it is trained.
 *
 * @param widths the inputs, the hidden layers, the classes
 * @param batchSize the rows of a step
 */
public record Perceptron(List<Integer> widths, int batchSize) {
  /** The features of a row. */
  public int inputs() {
    return widths.get(0);
  }

  /** The classes. */
  public int outputs() {
    return widths.get(widths.size() - 1);
  }

  /**
   * The floating-point operations of a step's products: 4·in·out a row for the first layer, which
   * needs no gradient of its input, and 6·in·out for the others.
   */
  public double flopsPerStep() {
    double perRow = 0;
    for (int layer = 1; layer < widths.size(); layer++) {
      perRow += (layer == 1 ? 4.0 : 6.0) * widths.get(layer - 1) * widths.get(layer);
    }
    return perRow * batchSize;
  }
}
