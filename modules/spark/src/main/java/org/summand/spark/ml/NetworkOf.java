package org.summand.spark.ml;

import java.util.ArrayList;
import java.util.List;
import org.summand.compute.Activation;
import org.summand.compute.Loss;
import org.summand.nn.Dense;
import org.summand.nn.Head;
import org.summand.nn.Layer;
import org.summand.nn.Network;
import org.summand.nn.NetworkTemplate;
import org.summand.train.TablePreset;

/** The network that {@code network} or {@code layers} describe. */
final class NetworkOf {
  private NetworkOf() {}

  /**
   * The text where there is one, else the widths, else the largest that a table may get.
   *
   * @param loss what the widths are trained with; a text names its own
   */
  static NetworkTemplate params(String text, int[] layers, Loss loss) {
    if (text != null) {
      return NetworkTemplate.parse(text);
    }
    return layers == null
        ? TablePreset.LARGEST
        : NetworkTemplate.parse(ofWidths(layers, loss).toString());
  }

  /** The widths with sigmoid hidden layers. */
  static Network ofWidths(int[] layers, Loss loss) {
    if (layers.length < 2) {
      throw new IllegalArgumentException(
          "layers holds the widths from input to output, at least two, not " + layers.length);
    }
    List<Layer> stack = new ArrayList<>();
    for (int i = 1; i < layers.length; i++) {
      boolean isLast = i == layers.length - 1;
      stack.add(
          new Dense(layers[i - 1], layers[i], isLast ? Activation.IDENTITY : Activation.SIGMOID));
    }
    return new Network(layers[0], stack, loss);
  }

  /**
   * Refuses a network that does not choose one class, or yes or no for each of several labels.
   *
   * @param labels how many are learned
   * @param network as the message names it
   */
  static void requireClassifier(Head head, int labels, Object network) {
    if (labels > 1 && !head.equals(new Head(Loss.BINARY_CROSS_ENTROPY, labels))) {
      throw new IllegalArgumentException(
          "a classifier's network of "
              + labels
              + " labels ends in '"
              + labels
              + " sigmoid', not as '"
              + network
              + "' does");
    }
    if (labels == 1 && head.classes() == 0) {
      throw new IllegalArgumentException(
          "a classifier's network ends in 'softmax', or in '1 sigmoid' for two classes, not as '"
              + network
              + "' does");
    }
  }

  /**
   * Refuses a network that does not predict numbers.
   *
   * @param network as the message names it
   */
  static void requireRegressor(Head head, Object network) {
    if (head.loss().classifies()) {
      throw new IllegalArgumentException(
          "a regressor's network ends in 'linear', 'huber', 'poisson' or quantiles, not as '"
              + network
              + "' does");
    }
  }
}
