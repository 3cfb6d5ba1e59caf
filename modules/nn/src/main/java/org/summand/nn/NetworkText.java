package org.summand.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.summand.compute.Activation;
import org.summand.compute.EmbeddingTable;
import org.summand.compute.Loss;
import org.summand.nn.NetworkWords.Word;

/**
 * Reads and prints networks as people write them:
 *
 * <pre>
 * network := inputs -> [ bins { [columns x] count } -> ] [ embed { categories x width } -> ]
 *            { layer -> } output
 * layer   := width [activation] | dropout rate | scale | ensemble members
 * output  := width (softmax | sigmoid | linear | huber)
 * </pre>
 *
 * <p>{@code embed 1000x8 50x4} says that the last two of the inputs are numbers of categories, one
 * of 1000 and one of 50, in whose place come learned vectors of 8 and of 4 numbers.
 *
 * <p>{@code bins 2x48 12} says that the first three inputs say how many bins lie below a number, of
 * 48, 48 and 12, and become as many columns. {@code scale} multiplies each column by a factor that
 * is learned; {@code ensemble 16} does so sixteen times over, and the network's answer is the mean
 * of as many.
 *
 * <p>An activation is one of {@code relu leaky_relu tanh sigmoid gelu silu identity}; a layer
 * without one has {@code identity}. The output's word names what the network predicts and with it
 * the loss: class probabilities with softmax cross-entropy, yes-or-no probabilities with binary
 * cross-entropy, numbers with squared error, numbers with the Huber loss.
 *
 * <p>A {@link NetworkTemplate} may leave out the inputs, which are there exactly if the first stage
 * is a lone number, and the output, which is there exactly if the second word of the last stage is
 * one of its words.
 */
final class NetworkText {
  private static final String DROPOUT = "dropout";
  static final String BINS = "bins";
  static final String SCALE = "scale";
  static final String ENSEMBLE = "ensemble";
  static final String EMBED = "embed";
  static final String TIMES = "x";

  /** The width that the first layer of a template is made with where no inputs are said. */
  private static final int STAND_IN = 1;

  /** More would be a mistake of writing. */
  private static final int MOST_BINS = 1 << 16;

  /** A lone word that begins so is a number, or was meant to be one. */
  private static final Pattern NUMERIC = Pattern.compile("[+-]?[0-9].*");

  private final NetworkWords words;

  /** The features of a row; 0 where the text leaves them out, and {@code width} is a stand-in. */
  private int inputs;

  private int width;
  private int members = 1;
  private final List<Layer> layers = new ArrayList<>();
  private Loss loss;

  /** Whether a stage would be the output if its second word were one of an output. */
  private boolean mayBeOutput;

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
        layers.subList(0, layers.size() - 1),
        Optional.of(network.head()));
  }

  /** The text of a network, or of what is known of one. */
  static String print(OptionalInt inputs, List<Layer> hidden, Optional<Head> head) {
    List<String> stages = new ArrayList<>();
    inputs.ifPresent(count -> stages.add(String.valueOf(count)));
    hidden.forEach(layer -> stages.add(layer.text()));
    head.ifPresent(known -> stages.add(known.toString()));
    return String.join(" " + NetworkWords.ARROW + " ", stages);
  }

  private Network network() {
    List<List<Word>> stages = words.stages();
    if (stages.size() < 2) {
      throw fault(words.all(), "a network has at least an input and an output");
    }
    addInput(stages.get(0));
    for (List<Word> stage : stages.subList(1, stages.size() - 1)) {
      addHidden(stage);
    }
    addOutput(stages.get(stages.size() - 1));
    return new Network(inputs, layers, loss);
  }

  private NetworkTemplate template() {
    List<List<Word>> stages = words.stages();
    boolean hasInput = isInput(stages.get(0));
    boolean hasHead = isHead(stages.get(stages.size() - 1));
    if (hasInput && stages.size() == 1) {
      throw fault(
          words.all(),
          "a lone number is that of the inputs; a hidden layer is a width and an activation, as in"
              + " '256 relu'");
    }
    width = STAND_IN;
    if (hasInput) {
      addInput(stages.get(0));
    }
    int end = stages.size() - (hasHead ? 1 : 0);
    if (!hasInput) {
      requireNoBins(stages.get(0));
    }
    for (int s = hasInput ? 1 : 0; s < end; s++) {
      mayBeOutput = s == stages.size() - 1;
      addHidden(stages.get(s));
    }
    List<Layer> hidden = List.copyOf(layers);
    Optional<Head> head = Optional.empty();
    if (hasHead) {
      addOutput(stages.get(stages.size() - 1));
      head = Optional.of(new Head(loss, layers.get(layers.size() - 1).outputs()));
    }
    return new NetworkTemplate(
        inputs > 0 ? OptionalInt.of(inputs) : OptionalInt.empty(), hidden, head);
  }

  /** They are counted by who reads the table; a text of a template would not know how. */
  private void requireNoBins(List<Word> stage) {
    if (!stage.isEmpty() && stage.get(0).text().equals(BINS)) {
      throw fault(stage.get(0), "bins are made of a table's columns, see data.bins");
    }
  }

  private static boolean isInput(List<Word> stage) {
    return stage.size() == 1 && NUMERIC.matcher(stage.get(0).text()).matches();
  }

  private static boolean isHead(List<Word> stage) {
    return stage.size() > 1 && loss(stage.get(1)).isPresent();
  }

  private static Optional<Loss> loss(Word word) {
    return Arrays.stream(Loss.values())
        .filter(candidate -> word(candidate).equals(word.text()))
        .findFirst();
  }

  private void addInput(List<Word> stage) {
    inputs = width(stage.get(0), "the number of features");
    requireNoMore(stage, 1, "the input is the number of features alone");
    width = inputs;
  }

  private void addEmbedding(List<Word> stage) {
    String rule = "embed is followed by categories and width, as in 'embed 1000x8 50x4'";
    second(stage, rule);
    boolean isFirst = layers.isEmpty() || (layers.size() == 1 && layers.get(0) instanceof Bins);
    if (!isFirst) {
      throw fault(stage.get(0), "embed reads categories, so it stands right behind the input");
    }
    int columns = layers.isEmpty() ? inputs : width;
    List<EmbeddingTable> tables = new ArrayList<>();
    for (Word word : stage.subList(1, stage.size())) {
      tables.add(table(word, rule));
      if (columns > 0 && tables.size() > columns) {
        throw fault(word, "there are " + columns + " inputs, and each table takes one");
      }
    }
    try {
      Embedding embedding = new Embedding(columns > 0 ? columns : tables.size(), tables);
      layers.add(embedding);
      width = embedding.outputs();
    } catch (IllegalArgumentException tooLarge) {
      throw fault(stage.get(0), tooLarge.getMessage());
    }
  }

  private EmbeddingTable table(Word word, String rule) {
    String[] numbers = word.text().split(TIMES, -1);
    try {
      if (numbers.length == 2) {
        return new EmbeddingTable(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
      }
    } catch (NumberFormatException notNumbers) {
      // Falls through to the one message for all faults.
    } catch (IllegalArgumentException impossible) {
      throw fault(word, impossible.getMessage());
    }
    throw fault(word, rule);
  }

  private void addEnsemble(List<Word> stage) {
    String rule = "ensemble is followed by its members, 2 to " + Scale.MOST_MEMBERS;
    int count = width(second(stage, rule), "the number of members");
    requireNoMore(stage, 2, rule);
    if (count < 2 || count > Scale.MOST_MEMBERS) {
      throw fault(stage.get(1), rule);
    }
    if (members > 1) {
      throw fault(stage.get(0), "a network has one ensemble");
    }
    members = count;
    layers.add(new Scale(width, members));
  }

  private void addBins(List<Word> stage) {
    String rule = "bins is followed by the bins of each column, as in 'bins 48 48 12' or '2x48 12'";
    second(stage, rule);
    if (!layers.isEmpty()) {
      throw fault(stage.get(0), "bins stands right behind the input, and before embed");
    }
    List<Integer> counts = new ArrayList<>();
    for (Word word : stage.subList(1, stage.size())) {
      String[] numbers = word.text().split(TIMES, -1);
      int times = numbers.length == 2 ? positive(numbers[0], word, rule) : 1;
      int bins = positive(numbers[numbers.length - 1], word, rule);
      if (numbers.length > 2 || (inputs > 0 && (long) counts.size() + times > inputs)) {
        throw fault(word, numbers.length > 2 ? rule : "there are " + inputs + " inputs");
      }
      counts.addAll(Collections.nCopies(times, bins));
    }
    try {
      Bins bins = new Bins(inputs > 0 ? inputs : counts.size(), counts);
      layers.add(bins);
      width = bins.outputs();
    } catch (IllegalArgumentException tooLarge) {
      throw fault(stage.get(0), tooLarge.getMessage());
    }
  }

  private int positive(String digits, Word word, String rule) {
    try {
      int number = Integer.parseInt(digits);
      if (number >= 1 && number <= MOST_BINS) {
        return number;
      }
    } catch (NumberFormatException notNumber) {
      // Falls through to the one message for both faults.
    }
    throw fault(word, rule);
  }

  private void addHidden(List<Word> stage) {
    if (stage.get(0).text().equals(EMBED)) {
      addEmbedding(stage);
      return;
    }
    if (stage.get(0).text().equals(BINS)) {
      addBins(stage);
      return;
    }
    if (stage.get(0).text().equals(SCALE)) {
      requireNoMore(stage, 1, "scale stands alone");
      layers.add(new Scale(width, 1));
      return;
    }
    if (stage.get(0).text().equals(ENSEMBLE)) {
      addEnsemble(stage);
      return;
    }
    if (stage.get(0).text().equals(DROPOUT)) {
      String rule = "dropout is followed by its rate, as in 'dropout 0.2'";
      layers.add(new Dropout(width, rate(second(stage, rule))));
      requireNoMore(stage, 2, rule);
      return;
    }
    int outputs =
        width(stage.get(0), "a layer's width, 'dropout', 'scale', 'ensemble', 'bins' or 'embed'");
    Activation f = stage.size() == 1 ? Activation.IDENTITY : activation(stage.get(1));
    requireNoMore(stage, 2, "a layer is a width and an activation, as in '256 relu'");
    layers.add(new Dense(width, outputs, f));
    width = outputs;
  }

  private void addOutput(List<Word> stage) {
    int outputs = width(stage.get(0), "the number of outputs");
    String rule = "the output is a width and one of " + outputWords();
    Word word = second(stage, rule);
    loss = loss(word).orElseThrow(() -> fault(word, "an output is one of " + outputWords()));
    requireNoMore(stage, 2, rule);
    if (loss == Loss.SOFTMAX_CROSS_ENTROPY && outputs < 2) {
      throw fault(
          stage.get(0), "softmax chooses among at least 2 classes; for yes or no, use '1 sigmoid'");
    }
    layers.add(new Dense(width, outputs, Activation.IDENTITY, members));
  }

  private int width(Word word, String meaning) {
    try {
      int number = Integer.parseInt(word.text());
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException notNumber) {
      // Falls through to the one message for both faults.
    }
    throw fault(word, "expected " + meaning + ", a whole number of at least 1");
  }

  private float rate(Word word) {
    try {
      float rate = Float.parseFloat(word.text());
      if (rate > 0 && rate < 1) {
        return rate;
      }
    } catch (NumberFormatException notNumber) {
      // Falls through to the one message for both faults.
    }
    throw fault(word, "a dropout rate is a number between 0 and 1");
  }

  private Activation activation(Word word) {
    return Arrays.stream(Activation.values())
        .filter(activation -> activation.text().equals(word.text()))
        .findFirst()
        .orElseThrow(
            () ->
                fault(
                    word,
                    "an activation is one of "
                        + activationWords()
                        + (mayBeOutput ? ", and an output one of " + outputWords() : "")));
  }

  /** The second word; where there is none, the first is at fault. */
  private Word second(List<Word> stage, String rule) {
    if (stage.size() < 2) {
      throw fault(stage.get(0), rule);
    }
    return stage.get(1);
  }

  private void requireNoMore(List<Word> stage, int count, String rule) {
    if (stage.size() > count) {
      throw fault(stage.get(count), rule);
    }
  }

  private IllegalArgumentException fault(Word word, String rule) {
    return words.fault(word, rule);
  }

  static String word(Loss loss) {
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
