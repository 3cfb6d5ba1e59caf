package org.summand.data;

import org.summand.base.EnumText;
import org.summand.compute.Loss;

/**
 * What is to be learned of a label.
 *
 * @param kind of what sort that is
 * @param numbers the loss with which numbers are learned
 */
public record LabelTask(Kind kind, Loss numbers) {
  /** The sorts there are. */
  public enum Kind {
    /**
     * Classes where the labels are words, yes and no, or whole numbers of few different values;
     * else numbers.
     */
    AUTO,
    /** Which of several classes a row is of, whatever they are called. */
    CLASSES,
    /** A number, or several. */
    NUMBERS,
    /** How often something happens: numbers of 0 or more, whose means are learned. */
    COUNTS,
    /** Quantiles of a number. */
    QUANTILES
  }

  public static final LabelTask AUTO = new LabelTask(Kind.AUTO, Loss.SQUARED_ERROR);
  public static final LabelTask CLASSES = new LabelTask(Kind.CLASSES, Loss.SQUARED_ERROR);
  public static final LabelTask NUMBERS = new LabelTask(Kind.NUMBERS, Loss.SQUARED_ERROR);
  public static final LabelTask COUNTS = new LabelTask(Kind.COUNTS, Loss.POISSON);

  /** The quantiles of those who name no levels. */
  public static final LabelTask QUANTILES =
      new LabelTask(Kind.QUANTILES, Loss.quantiles(0.1f, 0.5f, 0.9f));

  /** What there is, in words. */
  public static final String EXPECTED =
      "one of "
          + String.join(", ", EnumText.all(Kind.class))
          + ", the last with levels or without, as in '"
          + QUANTILES
          + "'";

  /**
   * The task of a text.
   *
   * @throws IllegalArgumentException where there is none; with a message where the levels of
   *     quantiles are wrong
   */
  public static LabelTask parse(String text) {
    String[] words = text.strip().split("\\s+");
    Kind kind = EnumText.find(Kind.class, words[0]).orElseThrow(IllegalArgumentException::new);
    if (kind == Kind.QUANTILES && words.length > 1) {
      float[] levels = new float[words.length - 1];
      for (int i = 0; i < levels.length; i++) {
        levels[i] = Float.parseFloat(words[i + 1]);
      }
      return new LabelTask(kind, Loss.quantiles(levels));
    }
    if (words.length > 1) {
      throw new IllegalArgumentException();
    }
    return switch (kind) {
      case AUTO -> AUTO;
      case CLASSES -> CLASSES;
      case NUMBERS -> NUMBERS;
      case COUNTS -> COUNTS;
      case QUANTILES -> QUANTILES;
    };
  }

  /** What is learned with a loss. */
  private static LabelTask of(Loss loss) {
    return switch (loss.kind()) {
      case SOFTMAX_CROSS_ENTROPY, BINARY_CROSS_ENTROPY -> CLASSES;
      case SQUARED_ERROR, HUBER -> NUMBERS;
      case POISSON -> COUNTS;
      case QUANTILES -> new LabelTask(Kind.QUANTILES, loss);
    };
  }

  /**
   * Refuses a network that is for something else.
   *
   * @param name what the task is called where it was said
   * @param network as the message names it
   */
  public void requireFit(String name, Loss loss, Object network) {
    if (kind != Kind.AUTO && !equals(of(loss))) {
      throw new IllegalArgumentException(
          name
              + " is "
              + this
              + " but the network '"
              + network
              + "' ends in a layer for "
              + of(loss)
              + "; leave one of the two out");
    }
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(EnumText.of(kind));
    for (float level : numbers.levels()) {
      text.append(' ').append(level);
    }
    return text.toString();
  }
}
