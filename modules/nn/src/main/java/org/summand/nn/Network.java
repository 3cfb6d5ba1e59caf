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
    new Head(loss, last(layers).outputs()); // Refuses what does not fit.
    if (layers.stream().mapToLong(Layer::weightCount).sum() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a network's weights must fit one array of 2³¹ floats");
    }
  }

  private static void requireChain(int inputs, List<Layer> layers) {
    int width = inputs;
    int members = 1;
    Layer before = null;
    for (Layer layer : layers) {
      if (layer instanceof Embedding && before != null && !(before instanceof Bins)) {
        throw new IllegalArgumentException(
            "layer '" + layer.text() + "' reads categories, so it stands right behind the input");
      }
      if (layer instanceof Bins && before != null) {
        throw new IllegalArgumentException(
            "layer '" + layer.text() + "' reads numbers of bins, so it stands behind the input");
      }
      if (layer.members() > 1 && members > 1) {
        throw new IllegalArgumentException("a network has one ensemble");
      }
      members *= layer.members();
      before = layer;
      if (layer.inputs() != width) {
        throw new IllegalArgumentException(
            "layer '" + layer.text() + "' takes " + layer.inputs() + " inputs but gets " + width);
      }
      width = layer.outputs();
    }
    boolean ends = before instanceof Dense last && last.activation() == Activation.IDENTITY;
    if (!ends) {
      throw new IllegalArgumentException("a network ends in a dense layer without activation");
    }
    if (headsOf(before) != members) {
      throw new IllegalArgumentException(
          "there are "
              + members
              + " members but "
              + headsOf(before)
              + " heads in a network's last layer");
    }
    if (layers.stream().anyMatch(layer -> layer != last(layers) && headsOf(layer) > 1)) {
      throw new IllegalArgumentException("only the last layer has heads");
    }
  }

  private static Layer last(List<Layer> layers) {
    return layers.get(layers.size() - 1);
  }

  private static int headsOf(Layer layer) {
    return layer instanceof Dense dense ? dense.heads() : 1;
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
    return last(layers).outputs();
  }

  /**
   * The classes of which a row's answer is one: the outputs of softmax, or no and yes where there
   * is one sigmoid. 0 where the answer is numbers, or yes or no for each of several outputs.
   */
  public int classes() {
    return head().classes();
  }

  /** The numbers of a row that are learned as such; 0 where it is a class, or yes or no. */
  public int numbers() {
    return head().numbers();
  }

  /** The numbers of a row's target, its weight not counted. */
  public int targets() {
    return head().targets();
  }

  /** What it predicts. */
  public Head head() {
    return new Head(loss.smoothed(0), outputs());
  }

  /**
   * The same network, to be trained with labels smoothed; see {@link Loss#smoothed}. Its text does
   * not tell of that, as the answers of a network that is trained do not depend on it.
   */
  public Network smoothed(float smoothing) {
    return new Network(inputs, layers, loss.smoothed(smoothing));
  }

  /**
   * How the last features of a row are read: a table for each that holds the number of a category.
   */
  public List<EmbeddingTable> categories() {
    return layers.stream()
        .filter(Embedding.class::isInstance)
        .findFirst()
        .map(layer -> ((Embedding) layer).tables())
        .orElse(List.of());
  }

  /** How many bins each of the first features is spread over, which says how many lie below. */
  public List<Integer> bins() {
    return layers.get(0) instanceof Bins first ? first.counts() : List.of();
  }

  /** How many answers to a row are made and averaged: 1, or the members of its ensemble. */
  public int members() {
    return headsOf(last(layers));
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
   * The windows of the flat weight array, in order: each table of an embedding; the factors of a
   * scale; each dense layer's w, then its b.
   */
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    int offset = 0;
    int number = 0;
    int scales = 0;
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
        int rows = dense.heads() * dense.inputs();
        int w = rows * dense.outputs();
        parameters.add(new Parameter("layer" + number + ".w", offset, rows, dense.outputs()));
        parameters.add(
            new Parameter("layer" + number + ".b", offset + w, dense.heads(), dense.outputs()));
      }
      if (layer instanceof Scale scale) {
        scales++;
        parameters.add(new Parameter("scale" + scales, offset, scale.members(), scale.inputs()));
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
