package org.summand.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How an epoch went.
 *
 * @param epoch its number, from 1
 * @param step its last step
 * @param loss the mean loss of its rows, each at the weights of its step; of one number it is in
 *     the label's own unit, of several in that of their scaled targets
 * @param learningRate the learning rate of its last step
 * @param validation the evaluation after it; empty where there are no validation rows
 * @param rows the rows learned from
 * @param seconds how long its steps took
 */
public record EpochReport(
    int epoch,
    long step,
    double loss,
    float learningRate,
    Optional<Evaluation> validation,
    long rows,
    double seconds) {
  private static final String BETWEEN = " ";
  private static final int NUMBERS = 6;

  /** Rows learned from in a second. */
  public double rowsPerSecond() {
    return rows / seconds;
  }

  /** All of it in one line, to the bit. */
  public String toText() {
    List<String> texts = new ArrayList<>();
    texts.add(String.valueOf(epoch));
    texts.add(String.valueOf(step));
    texts.add(String.valueOf(loss));
    texts.add(String.valueOf(learningRate));
    texts.add(String.valueOf(rows));
    texts.add(String.valueOf(seconds));
    validation.ifPresent(evaluation -> texts.addAll(evaluation.toTexts()));
    return String.join(BETWEEN, texts);
  }

  /**
   * What {@link #toText} wrote.
   *
   * @throws IllegalArgumentException where it cannot have written that
   */
  public static EpochReport ofText(String text) {
    List<String> texts = Arrays.asList(text.split(BETWEEN, -1));
    if (texts.size() < NUMBERS) {
      throw new IllegalArgumentException("it has no report of an epoch in '" + text + "'");
    }
    List<String> rest = texts.subList(NUMBERS, texts.size());
    return new EpochReport(
        Integer.parseInt(texts.get(0)),
        Long.parseLong(texts.get(1)),
        Double.parseDouble(texts.get(2)),
        Float.parseFloat(texts.get(3)),
        rest.isEmpty() ? Optional.empty() : Optional.of(Evaluation.ofTexts(rest)),
        Long.parseLong(texts.get(4)),
        Double.parseDouble(texts.get(5)));
  }
}
