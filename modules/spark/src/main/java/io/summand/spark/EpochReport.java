package io.summand.spark;

import io.summand.train.Evaluation;
import java.util.Optional;

/**
 * How an epoch went.
 *
 * @param epoch its number, from 1
 * @param step its last step
 * @param loss the mean loss of its rows, each at the weights of its step
 * @param rate the learning rate of its last step
 * @param validation the evaluation after it; empty where no rows are held out
 * @param rows the rows learned from
 * @param seconds how long its steps took
 */
public record EpochReport(
    int epoch,
    long step,
    double loss,
    float rate,
    Optional<Evaluation> validation,
    long rows,
    double seconds) {
  /** Rows learned from in a second. */
  public double rowsPerSecond() {
    return rows / seconds;
  }
}
