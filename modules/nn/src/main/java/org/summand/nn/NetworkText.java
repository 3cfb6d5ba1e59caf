package org.summand.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.summand.compute.Activation;
import org.summand.compute.Loss;
import org.summand.nn.NetworkWords.Word;

/**
 * Reads and prints networks as people write them:
 *
 * <pre>
 * network := inputs -> [ bag networks -> ] [ embed { categories x width } -> ]
 *            [ bins { [columns x] count } by width -> ] { layer -> } output
 * layer   := width [activation] | dropout rate | scale | ensemble members
 * output  := width (softmax | sigmoid | linear | huber | poisson) | quantiles { level }
 * </pre>
 *
 * <p>{@code embed 1000x8 50x4} says that the last two of the inputs are numbers of categories, one
 * of 1000 and one of 50, in whose place come learned vectors of 8 and of 4 numbers.
 *
 * <p>{@code bins 2x48 12 by 8} says that the first three inputs say how many bins lie below a
 * number, of 48, 48 and 12, and become eight numbers each, by curves that are learned; by 0 leaves
 * these inputs out. {@code scale} multiplies each column by a factor that is learned; {@code
 * ensemble 16} does so sixteen times over, and the network's answer is the mean of as many. {@code
 * bag 5} is five networks of these layers, each with weights of its own, whose answer is the mean
 * of theirs.
 *
 * <p>An activation is one of {@code relu leaky_relu tanh sigmoid gelu silu identity}; a layer
 * without one has {@code identity}. The output's word names what the network predicts and with it
 * the loss: class probabilities with softmax cross-entropy, yes-or-no probabilities with binary
 * cross-entropy, numbers with squared error, numbers with the Huber loss, counts by the logarithms
 * of their means with Poisson's. {@code quantiles 0.1 0.5 0.9} are as many outputs, which are
 * quantiles of one number, with the pinball loss.
 *
 * <p>A {@link NetworkTemplate} may leave out the inputs, which are there exactly if the first stage
 * is a lone number, and the output, which is there exactly if the second word of the last stage is
 * one of its words, or the first is {@code quantiles}.
 */
final class NetworkText {
  /** The width that the first layer of a template is made with where no inputs are said. */
  private static final int STAND_IN = 1;

  private static final String QUANTILES = "quantiles 0.1 0.5 0.9";

  /** A lone word that begins so is a number, or was meant to be one. */
  private static final Pattern NUMERIC = Pattern.compile("[+-]?[0-9].*");

  private final NetworkWords words;

  private NetworkText(String text) {
    words = new NetworkWords(text);
  }

  static Network parse(String text) {
    return new NetworkText(text).network();
  }

  static NetworkTemplate parseTemplate(String text) {
    return new NetworkText(text).template();
  }

  static String print(Network network) {
    List<Layer> layers = network.layers();
    return print(
        OptionalInt.of(network.inputs()),
        network.bag(),
        layers.subList(0, layers.size() - 1),
        Optional.of(network.head()));
  }

  /** The text of a network, or of what is known of one. */
  static String print(OptionalInt inputs, int bag, List<Layer> hidden, Optional<Head> head) {
    List<String> stages = new ArrayList<>();
    inputs.ifPresent(count -> stages.add(String.valueOf(count)));
    if (bag > 1) {
      stages.add(HiddenStages.BAG + " " + bag);
    }
    hidden.forEach(layer -> stages.add(layer.text()));
    head.ifPresent(known -> stages.add(known.toString()));
    return String.join(" " + NetworkWords.ARROW + " ", stages);
  }

  private Network network() {
    List<List<Word>> stages = words.stages();
    if (stages.size() < 2) {
      throw words.fault(words.all(), "a network has at least an input and an output");
    }
    int inputs = inputs(stages.get(0));
    HiddenStages hidden = new HiddenStages(words, inputs, inputs);
    stages.subList(1, stages.size() - 1).forEach(stage -> hidden.add(stage, ""));
    Head head = head(stages.get(stages.size() - 1));
    List<Layer> layers = new ArrayList<>(hidden.layers());
    layers.add(new Dense(hidden.width(), head.outputs(), Activation.IDENTITY, hidden.members()));
    return new Network(inputs, hidden.bag(), layers, head.loss());
  }

  private NetworkTemplate template() {
    List<List<Word>> stages = words.stages();
    boolean hasInput = isInput(stages.get(0));
    boolean hasHead = isHead(stages.get(stages.size() - 1));
    if (hasInput && stages.size() == 1) {
      throw words.fault(
          words.all(),
          "a lone number is that of the inputs; a hidden layer is a width and an activation, as in"
              + " '256 relu'");
    }
    OptionalInt inputs = hasInput ? OptionalInt.of(inputs(stages.get(0))) : OptionalInt.empty();
    if (!hasInput) {
      stages.forEach(this::requireNoBins);
    }
    HiddenStages hidden = new HiddenStages(words, inputs.orElse(0), inputs.orElse(STAND_IN));
    int end = stages.size() - (hasHead ? 1 : 0);
    for (int s = hasInput ? 1 : 0; s < end; s++) {
      boolean mayBeOutput = s == stages.size() - 1;
      hidden.add(stages.get(s), mayBeOutput ? ", and an output one of " + outputWords() : "");
    }
    return new NetworkTemplate(
        inputs,
        hidden.bag(),
        hidden.layers(),
        hasHead ? Optional.of(head(stages.get(stages.size() - 1))) : Optional.empty());
  }

  /** They are counted by who reads the table; a text of a template would not know how. */
  private void requireNoBins(List<Word> stage) {
    if (stage.get(0).text().equals(HiddenStages.BINS)) {
      throw words.fault(stage.get(0), "bins are made of a table's columns, see data.bins");
    }
  }

  private static boolean isInput(List<Word> stage) {
    return stage.size() == 1 && NUMERIC.matcher(stage.get(0).text()).matches();
  }

  private static boolean isHead(List<Word> stage) {
    return isQuantiles(stage) || (stage.size() > 1 && loss(stage.get(1)).isPresent());
  }

  private static boolean isQuantiles(List<Word> stage) {
    return stage.get(0).text().equals(word(Loss.Kind.QUANTILES));
  }

  /** The losses of outputs that are a width and a word. */
  private static Stream<Loss.Kind> ofWidth() {
    return Arrays.stream(Loss.Kind.values()).filter(kind -> kind != Loss.Kind.QUANTILES);
  }

  private static Optional<Loss> loss(Word word) {
    return ofWidth().filter(kind -> word(kind).equals(word.text())).findFirst().map(Loss::of);
  }

  private int inputs(List<Word> stage) {
    int inputs = words.number(stage.get(0), "the number of features");
    words.requireNoMore(stage, 1, "the input is the number of features alone");
    return inputs;
  }

  private Head head(List<Word> stage) {
    if (isQuantiles(stage)) {
      return quantiles(stage);
    }
    int outputs = words.number(stage.get(0), "the number of outputs");
    String rule = "the output is a width and one of " + outputWords();
    Word word = words.second(stage, rule);
    Loss loss =
        loss(word).orElseThrow(() -> words.fault(word, "an output is one of " + outputWords()));
    words.requireNoMore(stage, 2, rule);
    if (loss.kind() == Loss.Kind.SOFTMAX_CROSS_ENTROPY && outputs < 2) {
      throw words.fault(
          stage.get(0), "softmax chooses among at least 2 classes; for yes or no, use '1 sigmoid'");
    }
    return new Head(loss, outputs);
  }

  private Head quantiles(List<Word> stage) {
    float[] levels = new float[stage.size() - 1];
    Word word = stage.get(0);
    try {
      for (int i = 0; i < levels.length; i++) {
        word = stage.get(i + 1);
        levels[i] = Float.parseFloat(word.text());
        Loss.quantiles(Arrays.copyOf(levels, i + 1)); // Refuses the first that does not fit.
      }
      return Head.ofNumbers(Loss.quantiles(levels), 1);
    } catch (NumberFormatException notNumber) {
      throw words.fault(word, "quantiles are followed by levels, as in '" + QUANTILES + "'");
    } catch (IllegalArgumentException unfit) {
      throw words.fault(word, unfit.getMessage());
    }
  }

  /** The last stage of a network's text. */
  static String print(Head head) {
    StringBuilder text = new StringBuilder();
    if (head.loss().kind() != Loss.Kind.QUANTILES) {
      text.append(head.outputs()).append(' ');
    }
    text.append(word(head.loss().kind()));
    for (float level : head.loss().levels()) {
      text.append(' ').append(level);
    }
    return text.toString();
  }

  static String word(Loss.Kind loss) {
    return switch (loss) {
      case SOFTMAX_CROSS_ENTROPY -> "softmax";
      case BINARY_CROSS_ENTROPY -> "sigmoid";
      case SQUARED_ERROR -> "linear";
      case HUBER -> "huber";
      case POISSON -> "poisson";
      case QUANTILES -> HiddenStages.QUANTILES;
    };
  }

  private static String outputWords() {
    return ofWidth().map(NetworkText::word).collect(Collectors.joining(", "))
        + ", or '"
        + QUANTILES
        + "'";
  }
}
