package org.summand.cli.run;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.summand.cli.config.CheckpointSettings;
import org.summand.cli.config.RunConfiguration;
import org.summand.model.ModelMetadata;
import org.summand.spark.CheckpointPolicy;
import org.summand.spark.RunOptions;
import org.summand.spark.Trainer;
import org.summand.spark.shard.ShardedData;
import org.summand.train.EarlyStopping;
import org.summand.train.TrainingSettings;
import org.summand.train.checkpoint.CheckpointLock;
import org.summand.train.checkpoint.CheckpointStore;
import org.summand.train.checkpoint.RunLength;

/**
 * The options of the trainer, from a configuration.
 *
 * @param run the configuration
 * @param settings those of the run, with the whole network
 * @param earlyStopping when it stops before the last epoch
 * @param hadoop what paths mean
 * @param lock on the directory of the checkpoints; empty where none are kept
 */
record TrainerOptions(
    RunConfiguration run,
    TrainingSettings settings,
    EarlyStopping earlyStopping,
    Configuration hadoop,
    Optional<CheckpointLock> lock) {
  /**
   * The options of a run.
   *
   * @param metadata what its checkpoints say of the model
   */
  RunOptions forRun(ShardedData data, ModelMetadata metadata) {
    RunOptions options =
        RunOptions.DEFAULT
            .withEarlyStopping(earlyStopping)
            .withCalibration(run.calibration())
            .withExchange(run.exchange());
    CheckpointSettings checkpoint = run.checkpoint();
    if (checkpoint.path().isEmpty()) {
      return options;
    }
    CheckpointStore store =
        new CheckpointStore(
                ModelFolders.in(checkpoint.path().get(), hadoop),
                checkpoint.keep(),
                metadata,
                Trainer.identity(data, settings, options))
            .lasting(RunLength.of(settings, checkpoint.extend()))
            .under(lock.orElseThrow());
    return options.withCheckpointing(
        new CheckpointPolicy(
            store,
            checkpoint.everySteps(),
            checkpoint.everyMinutes(),
            checkpoint.everyEpochs(),
            checkpoint.resume()));
  }
}
