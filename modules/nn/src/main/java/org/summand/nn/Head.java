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

  /** That of some numbers; of quantiles that of one. */
  public static Head ofNumbers(Loss loss, int count) {
    int levels = loss.levels().length;
    return new Head(loss, levels > 0 ? levels : count);
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

  /**
   * How many names of classes go with it: one for each of the classes, no and yes for each of
   * several sigmoids; 0 where the answer is numbers.
   */
  public int names() {
    return loss.kind() == Loss.Kind.BINARY_CROSS_ENTROPY ? 2 * outputs : classes();
  }

  /** Whether the answer is yes or no for each of several labels. */
  public boolean isSeveralTimesYesOrNo() {
    return loss.kind() == Loss.Kind.BINARY_CROSS_ENTROPY && outputs > 1;
  }

  /** The numbers of a row that are learned as such; 0 where it is a class, or yes or no. */
  public int numbers() {
    return loss.classifies() ? 0 : targets();
  }

  /** The answers that are what a label is expected to be, which quantiles are not. */
  public int expected() {
    return loss.kind() == Loss.Kind.QUANTILES ? 0 : numbers();
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
