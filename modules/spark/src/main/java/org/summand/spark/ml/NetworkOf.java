package org.summand.spark.ml;

import java.util.ArrayList;
import java.util.List;
import org.summand.compute.Activation;
import org.summand.compute.Loss;
import org.summand.nn.Dense;
import org.summand.nn.Layer;
import org.summand.nn.Network;

/** The network that {@code network} or {@code layers} describe. */
final class NetworkOf {
  private NetworkOf() {}

  /**
   * The text where there is one, else the widths with sigmoid hidden layers.
   *
   * @param loss what the widths are trained with; a text names its own
   */
  static Network params(String text, int[] layers, Loss loss) {
    if (text != null) {
      return Network.parse(text);
    }
    if (layers == null) {
      throw new IllegalArgumentException(
          "there is no network: set network, as in '784 -> 256 relu -> 10 softmax', or layers, as in"
              + " {784, 256, 10}");
    }
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

  /** Refuses a network that does not choose one class. */
  static void requireClassifier(Network network) {
    if (network.classes() == 0) {
      throw new IllegalArgumentException(
          "a classifier's network ends in 'softmax', or in '1 sigmoid' for two classes, not as '"
              + network
              + "' does");
    }
  }

  /** Refuses a network that does not predict numbers. */
  static void requireRegressor(Network network) {
    if (network.loss().classifies()) {
      throw new IllegalArgumentException(
          "a regressor's network ends in 'linear' or 'huber', not as '" + network + "' does");
    }
  }
}
