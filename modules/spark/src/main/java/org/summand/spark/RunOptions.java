package org.summand.spark;

import java.util.Optional;
import org.summand.spark.exchange.ExchangeMode;
import org.summand.train.Calibration;
import org.summand.train.EarlyStopping;

/**
 * How a run is conducted, besides what it trains.
 *
 * @param weights what to begin with; empty for random weights by seed
 * @param earlyStopping which epoch's weights remain, and when to stop before the last
 * @param calibration what is done to probabilities after training
 * @param aggregationDepth how the gradients of a job are added: 1 on the driver, 2 in runs on the
 *     executors first, which rules out resident tasks, 0 by what fits the driver and costs less;
 *     the sums are the same
 * @param exchange how weights and gradients travel; the sums are the same
 * @param checkpointing when and where to keep what a resumed run needs; empty for never
 * @param listener hears how it goes
 */
public record RunOptions(
    Optional<float[]> weights,
    EarlyStopping earlyStopping,
    Calibration calibration,
    int aggregationDepth,
    ExchangeMode exchange,
    Optional<CheckpointPolicy> checkpointing,
    TrainingListener listener) {
  /** Random weights, all epochs, no listener. */
  public static final RunOptions DEFAULT =
      new RunOptions(
          Optional.empty(),
          EarlyStopping.NEVER,
          Calibration.NONE,
          0,
          ExchangeMode.AUTO,
          Optional.empty(),
          TrainingListener.NONE);

  /** The same with a listener. */
  public RunOptions withListener(TrainingListener other) {
    return new RunOptions(
        weights, earlyStopping, calibration, aggregationDepth, exchange, checkpointing, other);
  }

  /** The same with early stopping. */
  public RunOptions withEarlyStopping(EarlyStopping other) {
    return new RunOptions(
        weights, other, calibration, aggregationDepth, exchange, checkpointing, listener);
  }

  /** The same with another calibration. */
  public RunOptions withCalibration(Calibration other) {
    return new RunOptions(
        weights, earlyStopping, other, aggregationDepth, exchange, checkpointing, listener);
  }

  /** The same from given weights, which are not to be written afterwards. */
  public RunOptions withWeights(float[] other) {
    return new RunOptions(
        Optional.of(other),
        earlyStopping,
        calibration,
        aggregationDepth,
        exchange,
        checkpointing,
        listener);
  }

  /** The same with another depth. */
  public RunOptions withAggregationDepth(int other) {
    return new RunOptions(
        weights, earlyStopping, calibration, other, exchange, checkpointing, listener);
  }

  /** The same with another exchange. */
  public RunOptions withExchange(ExchangeMode other) {
    return new RunOptions(
        weights, earlyStopping, calibration, aggregationDepth, other, checkpointing, listener);
  }

  /** The same with checkpoints. */
  public RunOptions withCheckpointing(CheckpointPolicy other) {
    return new RunOptions(
        weights,
        earlyStopping,
        calibration,
        aggregationDepth,
        exchange,
        Optional.of(other),
        listener);
  }
}
