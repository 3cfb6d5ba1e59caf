package io.summand.train;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run remembers besides its state: the sums of the epoch under way, and for early stopping
 * the best epoch so far.
 *
 * @param loss the sum of weight·ℓ over the epoch's rows so far
 * @param weight the sum of their weights
 * @param rows their number
 * @param bestLoss the lowest validation loss; infinite before the first
 * @param epochsWithoutImprovement the epochs since
 * @param bestStep the step of the lowest validation loss
 * @param bestWeights the weights there; empty where early stopping is off
 */
public record RunMemory(
    double loss,
    double weight,
    long rows,
    double bestLoss,
    int epochsWithoutImprovement,
    long bestStep,
    Optional<float[]> bestWeights) {
  /** The memory of a run that has not begun. */
  public static final RunMemory NONE =
      new RunMemory(0, 0, 0, Double.POSITIVE_INFINITY, 0, 0, Optional.empty());

  private static final String LOSS = "memory.loss";
  private static final String WEIGHT = "memory.weight";
  private static final String ROWS = "memory.rows";
  private static final String BEST_LOSS = "memory.bestLoss";
  private static final String STALE = "memory.epochsWithoutImprovement";
  private static final String BEST_STEP = "memory.bestStep";

  /** The numbers by name; {@link Double#toString} keeps every bit. */
  Map<String, String> toTexts() {
    Map<String, String> texts = new TreeMap<>();
    texts.put(LOSS, String.valueOf(loss));
    texts.put(WEIGHT, String.valueOf(weight));
    texts.put(ROWS, String.valueOf(rows));
    texts.put(BEST_LOSS, String.valueOf(bestLoss));
    texts.put(STALE, String.valueOf(epochsWithoutImprovement));
    texts.put(BEST_STEP, String.valueOf(bestStep));
    return texts;
  }

  /** What {@link #toTexts} wrote; the files it comes from were checked by their checksums. */
  static RunMemory ofTexts(Map<String, String> texts, Optional<float[]> bestWeights) {
    return new RunMemory(
        Double.parseDouble(texts.get(LOSS)),
        Double.parseDouble(texts.get(WEIGHT)),
        Long.parseLong(texts.get(ROWS)),
        Double.parseDouble(texts.get(BEST_LOSS)),
        Integer.parseInt(texts.get(STALE)),
        Long.parseLong(texts.get(BEST_STEP)),
        bestWeights);
  }
}
