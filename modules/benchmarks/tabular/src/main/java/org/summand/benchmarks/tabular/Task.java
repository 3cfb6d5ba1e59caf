package org.summand.benchmarks.tabular;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/** What is to be predicted, and how far off predictions are. */
enum Task {
  /** One of several words. The loss is the share of wrong answers, 1 less the accuracy. */
  @JsonProperty("class")
  CLASS("class", "accuracy") {
    @Override
    double loss(double meanRowLoss) {
      return meanRowLoss;
    }
  },
  /** A number. The loss is the root of the mean squared error, in the label's unit. */
  @JsonProperty("number")
  NUMBER("number", "RMSE") {
    @Override
    double loss(double meanRowLoss) {
      return Math.sqrt(meanRowLoss);
    }
  };

  private final String text;
  private final String measure;

  Task(String text, String measure) {
    this.text = text;
    this.measure = measure;
  }

  /** Its name in files and on command lines. */
  String text() {
    return text;
  }

  /** What tables show of the loss. */
  String measure() {
    return measure;
  }

  /**
   * The loss of all rows.
   *
   * @param meanRowLoss the mean of the rows' own: 0 or 1 for right or wrong, or squared errors
   */
  abstract double loss(double meanRowLoss);

  /** The loss of some rows, which may come more than once. */
  final double loss(double[] rowLosses, int[] rows) {
    return loss(Arrays.stream(rows).mapToDouble(row -> rowLosses[row]).sum() / rows.length);
  }

  /** The loss of all rows. */
  final double loss(double[] rowLosses) {
    return loss(Arrays.stream(rowLosses).sum() / rowLosses.length);
  }
}
