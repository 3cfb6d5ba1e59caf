package org.summand.cli.config;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.summand.spark.exchange.ExchangeMode;
import org.summand.train.Calibration;

/**
 * The configuration of a run.
 *
 * @param training what decides its outcome besides the data, as far as it is known without them
 * @param calibration what is done to probabilities after training
 * @param exchange how weights and gradients travel
 * @param shards the number of shards; empty to leave it to the cluster
 * @param blockRows the rows of a block of a shard; empty for what follows from the table
 * @param data what to read
 * @param model what to write
 * @param checkpoint what to keep on the way
 * @param effective every key with its value; without Spark's keys, which may hold passwords
 */
public record RunConfiguration(
    TrainingOutline training,
    Calibration calibration,
    ExchangeMode exchange,
    OptionalInt shards,
    OptionalInt blockRows,
    DataSettings data,
    ModelSettings model,
    CheckpointSettings checkpoint,
    Map<String, String> effective) {
  public RunConfiguration {
    effective = Map.copyOf(effective);
  }

  /** The same with these columns to learn from. */
  public RunConfiguration withFeatures(List<String> features) {
    return new RunConfiguration(
        training,
        calibration,
        exchange,
        shards,
        blockRows,
        data.withFeatures(features),
        model,
        checkpoint,
        effective);
  }
}
