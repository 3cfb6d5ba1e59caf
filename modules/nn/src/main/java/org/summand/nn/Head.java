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

  /** The numbers that a row's answer is; 0 where it is a class, or yes or no. */
  public int numbers() {
    return loss.classifies() ? 0 : outputs;
  }

  /** The numbers of a row's target, its weight not counted. */
  public int targets() {
    return loss.targets(outputs);
  }

  /** The last stage of a network's text, as in {@code 10 softmax}. */
  @Override
  public String toString() {
    return outputs + " " + NetworkText.word(loss.kind());
  }
}
