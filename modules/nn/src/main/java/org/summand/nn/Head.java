package org.summand.nn;

import java.io.Serializable;
import org.summand.compute.Loss;

/**
 * What a network predicts, whatever is before it.
 *
 * @param loss what training makes small
 * @param outputs the numbers of a row's prediction
 */
public record Head(Loss loss, int outputs) implements Serializable {
  public Head {
    if (!loss.fits(outputs)) {
      throw new IllegalArgumentException(
          "there are " + loss.levels().length + " quantiles but " + outputs + " outputs");
    }
  }

  /** That of quantiles of one label. */
  public static Head quantiles(float... levels) {
    return new Head(Loss.quantiles(levels), levels.length);
  }

  /**
   * The classes of which a row's answer is one: the outputs of softmax, or no and yes where there
   * is one sigmoid. 0 where the answer is numbers, or yes or no for each of several outputs.
   */
  public int classes() {
    return switch (loss.kind()) {
      case SOFTMAX_CROSS_ENTROPY -> outputs;
      case BINARY_CROSS_ENTROPY -> outputs == 1 ? 2 : 0;
      default -> 0;
    };
  }

  /** The numbers of a row that are learned as such; 0 where it is a class, or yes or no. */
  public int numbers() {
    return loss.classifies() ? 0 : targets();
  }

  /**
   * Which of the outputs answers with the label itself: of quantiles the one nearest the median.
   *
   * @param number which of the {@link #numbers}
   */
  public int answer(int number) {
    float[] levels = loss.levels();
    int best = number;
    for (int i = 0; i < levels.length; i++) {
      best = Math.abs(levels[i] - 0.5f) < Math.abs(levels[best] - 0.5f) ? i : best;
    }
    return best;
  }

  /** The numbers of a row's target, its weight not counted. */
  public int targets() {
    return loss.targets(outputs);
  }

  /** The last stage of a network's text, as in {@code 10 softmax} or {@code quantiles 0.1 0.9}. */
  @Override
  public String toString() {
    return NetworkText.print(this);
  }
}
