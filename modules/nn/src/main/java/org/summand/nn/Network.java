package org.summand.nn;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.summand.compute.Activation;
import org.summand.compute.CounterRandom;
import org.summand.compute.EmbeddingTable;
import org.summand.compute.Loss;

/**
 * A feed-forward network: layers in order and the loss behind them. It holds no weights; those are
 * one flat array beside it.
 *
 * @param inputs the features of a row
 * @param layers in order; the last is dense and without activation, because softmax and sigmoid
 *     stay together with the logarithm of the loss
 * @param loss what training makes small
 */
public record Network(int inputs, List<Layer> layers, Loss loss) implements Serializable {
  public Network {
    layers = List.copyOf(layers);
    requireChain(inputs, layers);
    if (layers.stream().mapToLong(Layer::weightCount).sum() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a network's weights must fit one array of 2³¹ floats");
    }
  }

  private static void requireChain(int inputs, List<Layer> layers) {
    int width = inputs;
    for (Layer layer : layers) {
      if (layer instanceof Embedding && layer != layers.get(0)) {
        throw new IllegalArgumentException(
            "layer '" + layer.text() + "' reads categories, so it stands right behind the input");
      }
      if (layer.inputs() != width) {
        throw new IllegalArgumentException(
            "layer '" + layer.text() + "' takes " + layer.inputs() + " inputs but gets " + width);
      }
      width = layer.outputs();
    }
    boolean ends =
        !layers.isEmpty()
            && layers.get(layers.size() - 1) instanceof Dense last
            && last.activation() == Activation.IDENTITY;
    if (!ends) {
      throw new IllegalArgumentException("a network ends in a dense layer without activation");
    }
  }

  /**
   * The network of a text such as {@code 784 -> 256 relu -> dropout 0.2 -> 10 softmax}; see {@link
   * NetworkText} for the grammar.
   *
   * @throws IllegalArgumentException naming the word that is wrong and what may stand there
   */
  public static Network parse(String text) {
    return NetworkText.parse(text);
  }

  /** The numbers of a row's prediction. */
  public int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  /**
   * The classes of which a row's answer is one: the outputs of softmax, or no and yes where there
   * is one sigmoid. 0 where the answer is numbers, or yes or no for each of several outputs.
   */
  public int classes() {
    return head().classes();
  }

  /** The numbers that a row's answer is; 0 where it is a class, or yes or no. */
  public int numbers() {
    return head().numbers();
  }

  /** The numbers of a row's target, its weight not counted. */
  public int targets() {
    return head().targets();
  }

  /** What it predicts. */
  public Head head() {
    return new Head(loss, outputs());
  }

  /**
   * How the last features of a row are read: a table for each that holds the number of a category.
   */
  public List<EmbeddingTable> categories() {
    return layers.get(0) instanceof Embedding embedding ? embedding.tables() : List.of();
  }

  /** The length of the flat weight array. */
  public int weightCount() {
    return layers.stream().mapToInt(Layer::weightCount).sum();
  }

  /** The first weights: a pure function of the network and the seed. */
  public float[] initialWeights(long seed) {
    float[] weights = new float[weightCount()];
    int offset = 0;
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).initialise(weights, offset, CounterRandom.key(seed, i));
      offset += layers.get(i).weightCount();
    }
    return weights;
  }

  /**
   * The windows of the flat weight array, in order: each table of an embedding; each dense layer's
   * w, then its b.
   */
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    int offset = 0;
    int number = 0;
    for (Layer layer : layers) {
      if (layer instanceof Embedding embedding) {
        int at = offset;
        for (EmbeddingTable table : embedding.tables()) {
          String name = "embedding" + (parameters.size() + 1);
          parameters.add(new Parameter(name, at, table.categories(), table.width()));
          at += table.size();
        }
      }
      if (layer instanceof Dense dense) {
        number++;
        int w = dense.inputs() * dense.outputs();
        parameters.add(
            new Parameter("layer" + number + ".w", offset, dense.inputs(), dense.outputs()));
        parameters.add(new Parameter("layer" + number + ".b", offset + w, 1, dense.outputs()));
      }
      offset += layer.weightCount();
    }
    return parameters;
  }

  /** The text that {@link #parse} reads, in its normal form. */
  @Override
  public String toString() {
    return NetworkText.print(this);
  }
}
