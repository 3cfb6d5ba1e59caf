package org.summand.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.summand.compute.Activation;
import org.summand.compute.EmbeddingTable;
import org.summand.nn.NetworkWords.Word;

/** Reads the stages between a network's input and its output, each of which is a layer. */
final class HiddenStages {
  private static final String DROPOUT = "dropout";
  static final String BINS = "bins";
  static final String SCALE = "scale";
  static final String ENSEMBLE = "ensemble";
  static final String QUANTILES = "quantiles";
  static final String EMBED = "embed";
  static final String TIMES = "x";

  /** More would be a mistake of writing. */
  private static final int MOST_BINS = 1 << 16;

  private static final int MOST_BINNED = 1 << 20;

  private final NetworkWords words;

  private final List<Layer> layers = new ArrayList<>();

  /** The features of a row; 0 where the text leaves them out, and {@code width} is a stand-in. */
  private final int inputs;

  private int width;
  private int members = 1;

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
            stage.get(0), "a layer's width, 'dropout', 'scale', 'ensemble', 'bins' or 'embed'");
    Activation f = stage.size() == 1 ? Activation.IDENTITY : activation(stage.get(1), orElse);
    words.requireNoMore(stage, 2, "a layer is a width and an activation, as in '256 relu'");
    layers.add(new Dense(width, outputs, f));
    width = outputs;
  }

  private void addEnsemble(List<Word> stage) {
    String rule = "ensemble is followed by its members, 2 to " + Scale.MOST_MEMBERS;
    int count = words.number(words.second(stage, rule), "the number of members");
    words.requireNoMore(stage, 2, rule);
    if (count < 2 || count > Scale.MOST_MEMBERS) {
      throw words.fault(stage.get(1), rule);
    }
    if (members > 1) {
      throw words.fault(stage.get(0), "a network has one ensemble");
    }
    members = count;
    layers.add(new Scale(width, members));
  }

  private void addBins(List<Word> stage) {
    String rule = "bins is followed by the bins of each column, as in 'bins 48 48 12' or '2x48 12'";
    words.second(stage, rule);
    if (!layers.isEmpty()) {
      throw words.fault(stage.get(0), "bins stands right behind the input, and before embed");
    }
    List<Integer> counts = new ArrayList<>();
    for (Word word : stage.subList(1, stage.size())) {
      String[] numbers = word.text().split(TIMES, -1);
      if (numbers.length > 2) {
        throw words.fault(word, rule);
      }
      int times = numbers.length == 2 ? bins(numbers[0], word, rule) : 1;
      int most = inputs > 0 ? Math.min(inputs, MOST_BINNED) : MOST_BINNED;
      if (counts.size() + times > most) {
        throw words.fault(word, "there are " + most + " inputs");
      }
      counts.addAll(Collections.nCopies(times, bins(numbers[numbers.length - 1], word, rule)));
    }
    add(stage, () -> new Bins(inputs > 0 ? inputs : counts.size(), counts));
  }

  private int bins(String digits, Word word, String rule) {
    try {
      int number = Integer.parseInt(digits);
      if (number >= 1 && number <= MOST_BINS) {
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
    boolean isFirst = layers.isEmpty() || (layers.size() == 1 && layers.get(0) instanceof Bins);
    if (!isFirst) {
      throw words.fault(
          stage.get(0), "embed reads categories, so it stands right behind the input");
    }
    int columns = layers.isEmpty() ? inputs : width;
    List<EmbeddingTable> tables = new ArrayList<>();
    for (Word word : stage.subList(1, stage.size())) {
      tables.add(table(word, rule));
      if (columns > 0 && tables.size() > columns) {
        throw words.fault(word, "there are " + columns + " inputs, and each table takes one");
      }
    }
    add(stage, () -> new Embedding(columns > 0 ? columns : tables.size(), tables));
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
