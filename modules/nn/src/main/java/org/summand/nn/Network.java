package org.summand.nn;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.summand.compute.Activation;
import org.summand.compute.CounterRandom;
import org.summand.compute.Curves;
import org.summand.compute.EmbeddingTable;
import org.summand.compute.Loss;

/**
 * A feed-forward network: layers in order and the loss behind them. It holds no weights; those are
 * one flat array beside it.
 *
 * <p>A bag of networks is several of the same layers, each with weights of its own, whose answer is
 * the mean of theirs (Breiman, Machine Learning 24, 1996).
 *
 * @param inputs the features of a row
 * @param bag how many networks it is, 1 or more; the weights of one follow those of the other
 * @param layers in order; the last is dense and without activation, because softmax and sigmoid
 *     stay together with the logarithm of the loss
 * @param loss what training makes small
 */
public record Network(int inputs, int bag, List<Layer> layers, Loss loss) implements Serializable {
  /** More of them no longer differ. */
  static final int LARGEST_BAG = 1024;

  public Network {
    if (bag < 1 || bag > LARGEST_BAG) {
      throw new IllegalArgumentException("a bag has 1 to " + LARGEST_BAG + " networks, not " + bag);
    }
    layers = List.copyOf(layers);
    requireChain(inputs, layers);
    new Head(loss, last(layers).outputs()); // Refuses what does not fit.
    if (layers.stream().mapToLong(Layer::weightCount).sum() > Integer.MAX_VALUE / bag) {
      throw new IllegalArgumentException("a network's weights must fit one array of 2³¹ floats");
    }
  }

  /** One that is no bag. */
  public Network(int inputs, List<Layer> layers, Loss loss) {
    this(inputs, 1, layers, loss);
  }

  /** The same without bins that are left out, and without the inputs that tell of them. */
  public Network withoutIdleBins() {
    Curves curves = curves();
    if (curves.columns() == 0 || curves.width() > 0) {
      return this;
    }
    List<Layer> others = new ArrayList<>();
    for (Layer layer : layers) {
      if (layer instanceof Embedding embedding) {
        others.add(embedding.withInputs(inputs - curves.columns()));
      } else if (!(layer instanceof Bins)) {
        others.add(layer);
      }
    }
    return new Network(inputs - curves.columns(), bag, others, loss);
  }

  /** One network of the bag. */
  public Network one() {
    return new Network(inputs, 1, layers, loss);
  }

  /** Where the weights of one network of the bag begin. */
  public int weightsOf(int which) {
    return which * (weightCount() / bag);
  }

  private static void requireChain(int inputs, List<Layer> layers) {
    int width = inputs;
    int members = 1;
    Layer before = null;
    for (Layer layer : layers) {
      if (layer instanceof Embedding && before != null) {
        throw new IllegalArgumentException(
            "layer '" + layer.text() + "' reads categories, so it stands right behind the input");
      }
      if (layer instanceof Bins bins) {
        requirePlace(bins, before);
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

  /** Bins read inputs, which an embedding passes on where they are no categories. */
  private static void requirePlace(Bins bins, Layer before) {
    if (before != null && !(before instanceof Embedding)) {
      throw new IllegalArgumentException(
          "layer '" + bins.text() + "' reads inputs, so it stands behind them or their embedding");
    }
    if (before instanceof Embedding first
        && bins.curves().columns() > first.inputs() - first.tables().size()) {
      throw new IllegalArgumentException(
          "layer '"
              + bins.text()
              + "' reads "
              + bins.curves().columns()
              + " inputs, but "
              + (first.inputs() - first.tables().size())
              + " of the "
              + first.inputs()
              + " are no categories");
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
    return new Network(inputs, bag, layers, loss.smoothed(smoothing));
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

  /** How the first features of a row are read: those that say where a number lies among bins. */
  public Curves curves() {
    return layers.stream()
        .filter(Bins.class::isInstance)
        .findFirst()
        .map(layer -> ((Bins) layer).curves())
        .orElse(Curves.NONE);
  }

  /** How many answers to a row are made and averaged: 1, or those of its bag and its ensemble. */
  public int members() {
    return bag * ensemble();
  }

  /** The members that share the weights of one network of the bag. */
  int ensemble() {
    return headsOf(last(layers));
  }

  /** The length of the flat weight array. */
  public int weightCount() {
    return bag * layers.stream().mapToInt(Layer::weightCount).sum();
  }

  /** The first weights: a pure function of the network and the seed. */
  public float[] initialWeights(long seed) {
    return initialWeights(seed, Parametrization.STANDARD);
  }

  /** The first weights as a parametrisation wants them. */
  public float[] initialWeights(long seed, Parametrization parametrization) {
    float[] weights = new float[weightCount()];
    for (int which = 0; which < bag; which++) {
      long own = bag == 1 ? seed : CounterRandom.key(seed, which);
      int offset = weightsOf(which);
      for (int i = 0; i < layers.size(); i++) {
        Layer layer = layers.get(i);
        long key = CounterRandom.key(own, i);
        switch (parametrization) {
          case STANDARD -> layer.initialise(weights, offset, key);
          case TANGENT -> layer.initialiseTangent(weights, offset, key, i == layers.size() - 1);
        }
        offset += layer.weightCount();
      }
    }
    return weights;
  }

  /**
   * The windows of the flat weight array, in order: each table of an embedding; V of bins, by the
   * name of w, then their b; the factors of a scale; each dense layer's w, then its b. Those of a
   * bag are named {@code bag1.layer1.w} and so on.
   */
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    for (int which = 0; which < bag; which++) {
      String prefix = bag == 1 ? "" : "bag" + (which + 1) + ".";
      for (Parameter each : parameters(weightsOf(which))) {
        parameters.add(each.named(prefix + each.name()));
      }
    }
    return parameters;
  }

  private List<Parameter> parameters(int begin) {
    List<Parameter> parameters = new ArrayList<>();
    int offset = begin;
    int number = 0;
    int scales = 0;
    for (Layer layer : layers) {
      if (layer instanceof Embedding embedding) {
        int at = offset;
        for (EmbeddingTable table : embedding.tables()) {
          String name = "embedding" + (parameters.size() + 1);
          parameters.add(new Parameter(name, at, table.categories(), table.width(), 1));
          at += table.size();
        }
      }
      if (layer instanceof Bins bins && bins.weightCount() > 0) {
        Curves curves = bins.curves();
        int v = curves.pieces() * curves.width();
        parameters.add(new Parameter("bins1.w", offset, curves.pieces(), curves.width(), 1));
        parameters.add(
            new Parameter(
                "bins1.b",
                offset + v,
                curves.columns(),
                curves.width(),
                Parametrization.BIAS_RATE));
      }
      if (layer instanceof Dense dense) {
        number++;
        int rows = dense.heads() * dense.inputs();
        int w = rows * dense.outputs();
        String name = "layer" + number;
        float rate = (float) (1 / Math.sqrt(dense.inputs()));
        parameters.add(new Parameter(name + ".w", offset, rows, dense.outputs(), rate));
        parameters.add(
            new Parameter(
                name + ".b",
                offset + w,
                dense.heads(),
                dense.outputs(),
                Parametrization.BIAS_RATE));
      }
      if (layer instanceof Scale scale) {
        scales++;
        parameters.add(
            new Parameter(
                "scale" + scales,
                offset,
                scale.members(),
                scale.inputs(),
                Parametrization.SCALE_RATE));
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
