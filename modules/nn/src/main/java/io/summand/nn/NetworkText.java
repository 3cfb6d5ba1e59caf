package io.summand.nn;

import io.summand.compute.Activation;
import io.summand.compute.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads and prints networks as people write them:
 *
 * <pre>
 * network := inputs -> { layer -> } output
 * layer   := width [activation] | dropout rate
 * output  := width (softmax | sigmoid | linear | huber)
 * </pre>
 *
 * <p>An activation is one of {@code relu leaky_relu tanh sigmoid gelu identity}; a layer without
 * one has {@code identity}. The output's word names what the network answers and with it the loss:
 * class probabilities with softmax cross-entropy, yes-or-no probabilities with binary
 * cross-entropy, numbers with squared error, numbers with the Huber loss.
 */
final class NetworkText {
  private static final String ARROW = "->";
  private static final String DROPOUT = "dropout";

  private final String text;
  private int inputs;
  private int width;
  private final List<Layer> layers = new ArrayList<>();
  private Loss loss;

  private NetworkText(String text) {
    this.text = text;
  }

  static Network parse(String text) {
    return new NetworkText(text).network();
  }

  static String print(Network network) {
    StringBuilder text = new StringBuilder().append(network.inputs());
    List<Layer> layers = network.layers();
    for (Layer layer : layers.subList(0, layers.size() - 1)) {
      text.append(" -> ").append(layer.text());
    }
    return text.append(" -> ")
        .append(network.outputs())
        .append(" ")
        .append(word(network.loss()))
        .toString();
  }

  private Network network() {
    List<String> stages = Arrays.stream(text.split(ARROW, -1)).map(String::strip).toList();
    if (stages.size() < 2) {
      throw fault(text.strip(), "a network has at least an input and an output");
    }
    inputs = width(stages.get(0), "the number of features");
    width = inputs;
    for (String stage : stages.subList(1, stages.size() - 1)) {
      addHidden(stage);
    }
    addOutput(stages.get(stages.size() - 1));
    return new Network(inputs, layers, loss);
  }

  private void addHidden(String stage) {
    String[] words = stage.split("\\s+");
    if (words[0].equals(DROPOUT)) {
      requireWords(words, 2, stage, "dropout is followed by its rate, as in 'dropout 0.2'");
      layers.add(new Dropout(width, rate(words[1])));
      return;
    }
    int outputs = width(words[0], "a layer's width or 'dropout'");
    if (words.length > 1) {
      requireWords(words, 2, stage, "a layer is a width and an activation, as in '256 relu'");
    }
    layers.add(new Dense(width, outputs, words.length == 1 ? Activation.IDENTITY : f(words[1])));
    width = outputs;
  }

  private void addOutput(String stage) {
    String[] words = stage.split("\\s+");
    int outputs = width(words[0], "the number of outputs");
    requireWords(words, 2, stage, "the output is a width and one of " + outputWords());
    loss =
        Arrays.stream(Loss.values())
            .filter(candidate -> word(candidate).equals(words[1]))
            .findFirst()
            .orElseThrow(() -> fault(words[1], "an output is one of " + outputWords()));
    if (loss == Loss.SOFTMAX_CROSS_ENTROPY && outputs < 2) {
      throw fault(
          stage, "softmax chooses among at least 2 classes; for yes or no, use '1 sigmoid'");
    }
    layers.add(new Dense(width, outputs, Activation.IDENTITY));
  }

  private int width(String word, String meaning) {
    try {
      int number = Integer.parseInt(word);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException notNumber) {
      // Falls through to the one message for both faults.
    }
    throw fault(word, "expected " + meaning + ", a whole number of at least 1");
  }

  private float rate(String word) {
    try {
      float rate = Float.parseFloat(word);
      if (rate > 0 && rate < 1) {
        return rate;
      }
    } catch (NumberFormatException notNumber) {
      // Falls through to the one message for both faults.
    }
    throw fault(word, "a dropout rate is a number between 0 and 1");
  }

  private Activation f(String word) {
    return Arrays.stream(Activation.values())
        .filter(activation -> activation.text().equals(word))
        .findFirst()
        .orElseThrow(() -> fault(word, "an activation is one of " + activationWords()));
  }

  private void requireWords(String[] words, int count, String stage, String rule) {
    if (words.length != count) {
      throw fault(words.length > count ? words[count] : stage, rule);
    }
  }

  /** One sentence, and below the text an arrow that points at the word. */
  private IllegalArgumentException fault(String word, String rule) {
    String line = text.strip();
    int at = Math.max(0, line.indexOf(word));
    String shown = word.isEmpty() ? "nothing" : "'" + word + "'";
    return new IllegalArgumentException(
        "network: "
            + shown
            + " does not fit: "
            + rule
            + "\n  "
            + line
            + "\n  "
            + " ".repeat(at)
            + "^");
  }

  private static String word(Loss loss) {
    return switch (loss) {
      case SOFTMAX_CROSS_ENTROPY -> "softmax";
      case BINARY_CROSS_ENTROPY -> "sigmoid";
      case SQUARED_ERROR -> "linear";
      case HUBER -> "huber";
    };
  }

  private static String outputWords() {
    return Arrays.stream(Loss.values()).map(NetworkText::word).collect(Collectors.joining(", "));
  }

  private static String activationWords() {
    return Arrays.stream(Activation.values())
        .map(Activation::text)
        .collect(Collectors.joining(", "));
  }
}
