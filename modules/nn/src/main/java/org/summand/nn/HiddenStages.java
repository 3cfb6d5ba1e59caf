package org.summand.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.summand.compute.Activation;
import org.summand.compute.Curves;
import org.summand.compute.EmbeddingTable;
import org.summand.nn.NetworkWords.Word;

/** Reads the stages between a network's input and its output, each of which is a layer. */
final class HiddenStages {
  private static final String DROPOUT = "dropout";
  static final String BAG = "bag";
  static final String BINS = "bins";
  static final String SCALE = "scale";
  static final String ENSEMBLE = "ensemble";
  static final String QUANTILES = "quantiles";
  static final String EMBED = "embed";
  static final String TIMES = "x";
  static final String BY = "by";

  /** More bins, columns with bins or numbers of each would be a mistake of writing. */
  private static final int MOST_BINS = 1 << 16;

  private final NetworkWords words;

  private final List<Layer> layers = new ArrayList<>();

  /** The features of a row; 0 where the text leaves them out, and {@code width} is a stand-in. */
  private final int inputs;

  private int width;
  private int members = 1;
  private int bag = 1;

  /**
   * @param inputs the features of a row; 0 where the text leaves them out
   * @param width what the first layer takes
   */
  HiddenStages(NetworkWords words, int inputs, int width) {
    this.words = words;
    this.inputs = inputs;
    this.width = width;
  }

  /** The layers read so far. */
  List<Layer> layers() {
    return layers;
  }

  /** What the next layer takes. */
  int width() {
    return width;
  }

  /** The networks of the bag, 1 where there is none. */
  int bag() {
    return bag;
  }

  /** The members of the ensemble, 1 where there is none. */
  int members() {
    return members;
  }

  /**
   * Reads a stage.
   *
   * @param orElse what an activation's place might hold besides, for who mistook it; may be empty
   */
  void add(List<Word> stage, String orElse) {
    switch (stage.get(0).text()) {
      case BAG -> addBag(stage);
      case BINS -> addBins(stage);
      case EMBED -> addEmbedding(stage);
      case SCALE -> {
        words.requireNoMore(stage, 1, "scale stands alone");
        layers.add(new Scale(width, 1));
      }
      case ENSEMBLE -> addEnsemble(stage);
      case DROPOUT -> {
        String rule = "dropout is followed by its rate, as in 'dropout 0.2'";
        layers.add(new Dropout(width, rate(words.second(stage, rule))));
        words.requireNoMore(stage, 2, rule);
      }
      case QUANTILES ->
          throw words.fault(stage.get(0), "quantiles are a network's output, so they stand last");
      default -> addDense(stage, orElse);
    }
  }

  private void addDense(List<Word> stage, String orElse) {
    int outputs =
        words.number(
            stage.get(0),
            "a layer's width, 'dropout', 'scale', 'ensemble', 'bag', 'bins' or 'embed'");
    Activation f = stage.size() == 1 ? Activation.IDENTITY : activation(stage.get(1), orElse);
    words.requireNoMore(stage, 2, "a layer is a width and an activation, as in '256 relu'");
    layers.add(new Dense(width, outputs, f));
    width = outputs;
  }

  private void addBag(List<Word> stage) {
    if (!layers.isEmpty() || bag > 1) {
      throw words.fault(stage.get(0), "bag stands right behind the input, once");
    }
    bag = several(stage, "bag is followed by its networks, 2 to ", Network.LARGEST_BAG);
  }

  private void addEnsemble(List<Word> stage) {
    int count = several(stage, "ensemble is followed by its members, 2 to ", Scale.MOST_MEMBERS);
    if (members > 1) {
      throw words.fault(stage.get(0), "a network has one ensemble");
    }
    members = count;
    layers.add(new Scale(width, members));
  }

  private int several(List<Word> stage, String beginning, int most) {
    String rule = beginning + most;
    int count = words.number(words.second(stage, rule), "a number of them");
    words.requireNoMore(stage, 2, rule);
    if (count < 2 || count > most) {
      throw words.fault(stage.get(1), rule);
    }
    return count;
  }

  private void addBins(List<Word> stage) {
    String rule =
        "bins is followed by the bins of each column, 'by' and the numbers that each becomes, as in"
            + " 'bins 48 48 12 by 8' or 'bins 2x48 12 by 8'";
    if (layers.stream().anyMatch(layer -> !(layer instanceof Embedding))) {
      throw words.fault(stage.get(0), "bins stands right behind the input, or behind its embed");
    }
    int by = stage.stream().map(Word::text).toList().indexOf(BY);
    if (by < 2 || by == stage.size() - 1) {
      throw words.fault(stage.get(Math.max(0, by)), rule);
    }
    words.requireNoMore(stage, by + 2, rule);
    List<Integer> counts = counts(stage.subList(1, by), inputs - categories(), rule);
    int each = count(stage.get(by + 1).text(), 0, stage.get(by + 1), rule);
    add(stage, () -> new Bins(width, new Curves(counts, each)));
  }

  /** The bins of each column, of which there are so many that are no categories. */
  private List<Integer> counts(List<Word> of, int columns, String rule) {
    List<Integer> counts = new ArrayList<>();
    for (Word word : of) {
      String[] numbers = word.text().split(TIMES, -1);
      if (numbers.length > 2) {
        throw words.fault(word, rule);
      }
      int times = numbers.length == 2 ? count(numbers[0], 1, word, rule) : 1;
      if (counts.size() + times > Math.min(columns, MOST_BINS)) {
        throw words.fault(word, "there are " + columns + " inputs that are no categories");
      }
      int bins = count(numbers[numbers.length - 1], 1, word, rule);
      counts.addAll(Collections.nCopies(times, bins));
    }
    return counts;
  }

  /** The inputs that are numbers of categories. */
  private int categories() {
    return layers.isEmpty() ? 0 : ((Embedding) layers.get(0)).tables().size();
  }

  private int count(String digits, int least, Word word, String rule) {
    try {
      int number = Integer.parseInt(digits);
      if (number >= least && number <= MOST_BINS) {
        return number;
      }
    } catch (NumberFormatException notNumber) {
      // Falls through to the one message for both faults.
    }
    throw words.fault(word, rule);
  }

  private void addEmbedding(List<Word> stage) {
    String rule = "embed is followed by categories and width, as in 'embed 1000x8 50x4'";
    words.second(stage, rule);
    if (!layers.isEmpty()) {
      throw words.fault(
          stage.get(0), "embed reads categories, so it stands right behind the input");
    }
    List<EmbeddingTable> tables = new ArrayList<>();
    for (Word word : stage.subList(1, stage.size())) {
      tables.add(table(word, rule));
      if (inputs > 0 && tables.size() > inputs) {
        throw words.fault(word, "there are " + inputs + " inputs, and each table takes one");
      }
    }
    add(stage, () -> new Embedding(inputs > 0 ? inputs : tables.size(), tables));
  }

  /** Adds a layer that may be larger than an array can be. */
  private void add(List<Word> stage, Supplier<Layer> layer) {
    try {
      layers.add(layer.get());
      width = layers.get(layers.size() - 1).outputs();
    } catch (IllegalArgumentException tooLarge) {
      throw words.fault(stage.get(0), tooLarge.getMessage());
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
      throw words.fault(word, impossible.getMessage());
    }
    throw words.fault(word, rule);
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
    throw words.fault(word, "a dropout rate is a number between 0 and 1");
  }

  private Activation activation(Word word, String orElse) {
    return Arrays.stream(Activation.values())
        .filter(activation -> activation.text().equals(word.text()))
        .findFirst()
        .orElseThrow(
            () -> words.fault(word, "an activation is one of " + activationWords() + orElse));
  }

  private static String activationWords() {
    return Arrays.stream(Activation.values())
        .map(Activation::text)
        .collect(Collectors.joining(", "));
  }
}
