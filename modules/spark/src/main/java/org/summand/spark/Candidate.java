package org.summand.spark;

import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.summand.compute.CounterRandom;
import org.summand.data.Folds;
import org.summand.spark.shard.ShardedData;
import org.summand.train.DivergedException;
import org.summand.train.EarlyStopping;
import org.summand.train.TablePreset;
import org.summand.train.TrainingSettings;

/**
 * Settings that may be trained on a table, and are tried first: as a single network, which holds
 * rows out and is judged by them.
 *
 * @param kind the preset they are from; empty where the user said the network
 * @param settings what would be trained in full
 * @param earlyStopping when that would stop
 */
public record Candidate(
    Optional<TablePreset> kind, TrainingSettings settings, EarlyStopping earlyStopping) {
  /** Above so many rows a trial is a third as long as what it stands for. */
  private static final int MANY_ROWS = 100_000;

  private static final int SHORTER = 3;

  /** What it is, in words. */
  public String words() {
    return kind.map(TablePreset::toString).orElse("the network");
  }

  /** Whether rows are held out to judge it by. */
  public boolean isJudgedBy(ShardedData data) {
    return data.validationRows() > 0 || settings.folds().any();
  }

  /**
   * The settings of a trial.
   *
   * @param fold which fold is held out, from 0, where there are folds; each has a seed of its own,
   *     which is all that differs where the rows to judge by are always the same
   */
  public TrainingSettings trial(ShardedData data, int fold) {
    Folds folds = settings.folds();
    int epochs = settings.epochs();
    return settings
        .withNetwork(settings.network().one())
        .withFolds(folds.any() ? new Folds(folds.count(), fold) : folds)
        .withSeed(fold == 0 ? settings.seed() : CounterRandom.key(settings.seed(), fold))
        .withEpochs(data.trainingRows() > MANY_ROWS ? Math.max(1, epochs / SHORTER) : epochs);
  }

  /**
   * Runs a trial.
   *
   * @param options how, with what hears of it
   * @throws DivergedException where training leaves the finite numbers
   */
  public Trainer.Result tried(
      JavaSparkContext spark, ShardedData data, int fold, RunOptions options) {
    return Trainer.train(spark, data, trial(data, fold), options.withEarlyStopping(earlyStopping));
  }

  /** What a trial tells of a candidate, the lower the better: its lowest validation loss. */
  public static double cost(Trainer.Result trial) {
    return trial.epochs().stream()
        .mapToDouble(epoch -> epoch.validation().orElseThrow().loss())
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
