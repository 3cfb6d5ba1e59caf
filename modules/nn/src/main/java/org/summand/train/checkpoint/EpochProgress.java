package org.summand.train.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.summand.nn.Network;
import org.summand.train.EpochReport;

/**
 * How far a run has come besides its state: the sums of the epoch under way, with validation rows
 * the best epoch so far, and how the epochs before went.
 *
 * @param loss the sum of weight·ℓ over the epoch's rows so far
 * @param weight the sum of their weights
 * @param rows their number
 * @param seconds how long its steps took so far
 * @param bestCost what the best epoch was compared by, {@link org.summand.train.BestBy#cost};
 *     infinite before the first
 * @param epochsWithoutImprovement the epochs since
 * @param bestStep the step of the best epoch
 * @param bestWeights the weights there; empty before the first and without validation rows
 * @param epochs the reports of the epochs that are over, in order
 */
public record EpochProgress(
    double loss,
    double weight,
    long rows,
    double seconds,
    double bestCost,
    int epochsWithoutImprovement,
    long bestStep,
    Optional<float[]> bestWeights,
    List<EpochReport> epochs) {
  /**
   * Of runs of more epochs, the first and the last half as many are kept: metadata have their
   * limits.
   */
  static final int MOST_EPOCHS = 1000;

  public EpochProgress {
    epochs = List.copyOf(epochs);
  }

  /** The progress of a run that has not begun. */
  public static final EpochProgress NONE =
      new EpochProgress(0, 0, 0, 0, Double.POSITIVE_INFINITY, 0, 0, Optional.empty(), List.of());

  private static final String LOSS = "memory.loss";
  private static final String WEIGHT = "memory.weight";
  private static final String ROWS = "memory.rows";
  private static final String SECONDS = "memory.seconds";
  private static final String EPOCHS = "memory.epochs";
  private static final String BETWEEN_EPOCHS = ";";
  private static final String BEST_COST = "memory.bestCost";
  private static final String STALE = "memory.epochsWithoutImprovement";
  private static final String BEST_STEP = "memory.bestStep";

  /** Whether the reports are such as a run of this network can have made. */
  boolean isOf(Network network) {
    return epochs.stream()
        .flatMap(epoch -> epoch.validation().stream())
        .allMatch(evaluation -> evaluation.isOf(network));
  }

  /** The numbers by name; {@link Double#toString} keeps every bit. */
  Map<String, String> toTexts() {
    Map<String, String> texts = new TreeMap<>();
    texts.put(LOSS, String.valueOf(loss));
    texts.put(WEIGHT, String.valueOf(weight));
    texts.put(ROWS, String.valueOf(rows));
    texts.put(SECONDS, String.valueOf(seconds));
    texts.put(EPOCHS, epochTexts().collect(Collectors.joining(BETWEEN_EPOCHS)));
    texts.put(BEST_COST, String.valueOf(bestCost));
    texts.put(STALE, String.valueOf(epochsWithoutImprovement));
    texts.put(BEST_STEP, String.valueOf(bestStep));
    return texts;
  }

  private Stream<String> epochTexts() {
    int half = MOST_EPOCHS / 2;
    Stream<EpochReport> kept =
        epochs.size() <= MOST_EPOCHS
            ? epochs.stream()
            : Stream.concat(
                epochs.subList(0, half).stream(),
                epochs.subList(epochs.size() - half, epochs.size()).stream());
    return kept.map(EpochReport::toText);
  }

  /**
   * What {@link #toTexts} wrote.
   *
   * @throws IllegalArgumentException naming what is missing or cannot be
   */
  static EpochProgress ofTexts(Map<String, String> texts, Optional<float[]> bestWeights) {
    return new EpochProgress(
        number(texts, LOSS),
        number(texts, WEIGHT),
        parsed(texts, ROWS, Long::parseLong, rows -> rows >= 0),
        parsed(texts, SECONDS, Double::parseDouble, seconds -> seconds >= 0),
        number(texts, BEST_COST),
        parsed(texts, STALE, Integer::parseInt, epochs -> epochs >= 0),
        parsed(texts, BEST_STEP, Long::parseLong, step -> step >= 0),
        bestWeights,
        epochs(texts));
  }

  private static List<EpochReport> epochs(Map<String, String> texts) {
    String text = texts.getOrDefault(EPOCHS, "");
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(BETWEEN_EPOCHS, -1)).map(EpochReport::ofText).toList();
  }

  private static double number(Map<String, String> texts, String name) {
    return parsed(texts, name, Double::parseDouble, number -> !Double.isNaN(number));
  }

  private static <T> T parsed(
      Map<String, String> texts, String name, Function<String, T> parse, Predicate<T> fits) {
    String text = texts.getOrDefault(name, "");
    try {
      T value = parse.apply(text);
      if (fits.test(value)) {
        return value;
      }
    } catch (NumberFormatException notNumber) {
      // Falls through to the one message for both faults.
    }
    throw new IllegalArgumentException("it has no number " + name);
  }
}
