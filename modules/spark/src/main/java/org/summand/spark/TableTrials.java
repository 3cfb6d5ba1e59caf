package org.summand.spark;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaSparkContext;
import org.summand.nn.Head;
import org.summand.spark.shard.ShardedData;
import org.summand.table.TableEncoder;
import org.summand.train.DivergedException;
import org.summand.train.EarlyStopping;
import org.summand.train.TablePreset;
import org.summand.train.TrainingSettings;

/**
 * Chooses what to train on a table, where the user leaves it open: each kind of network is tried as
 * a single one that holds rows out, and the one that predicts them best is taken.
 *
 * @param kind what is tried
 * @param settings what would be trained in full
 * @param earlyStopping when that would stop
 */
public record TableTrials(
    TablePreset kind, TrainingSettings settings, EarlyStopping earlyStopping) {
  /** Above so many rows a trial is a third as long as what it stands for. */
  private static final int MANY_ROWS = 100_000;

  private static final int SHORTER = 3;

  /** Hears of the trials. */
  public interface Listener {
    /**
     * A trial begins.
     *
     * @param settings of the trial
     * @return what hears how it goes
     */
    TrainingListener begins(TableTrials candidate, TrainingSettings settings);

    /**
     * A trial ended.
     *
     * @param loss the lowest validation loss; empty where training diverged
     */
    void ended(TableTrials candidate, OptionalDouble loss);
  }

  /**
   * What there is to choose from, at least one.
   *
   * @param head what is learned
   * @param said changes settings to what the user says
   * @param stopping changes the rule of early stopping to what the user says
   */
  public static List<TableTrials> candidates(
      ShardedData data,
      Head head,
      UnaryOperator<TrainingSettings> said,
      UnaryOperator<EarlyStopping> stopping) {
    TableEncoder encoder = data.encoder();
    boolean validates = data.validationRows() > 0;
    boolean mayHoldOut = !validates && data.leastRows() >= TablePreset.LEAST_ROWS_OF_SHARDS;
    return TablePreset.of(encoder.curves()).stream()
        .map(
            kind -> {
              TrainingSettings settings =
                  said.apply(
                      kind.settings(
                          encoder.inputs(),
                          encoder.curves(),
                          encoder.tables(),
                          head,
                          data.trainingRows(),
                          mayHoldOut));
              boolean isJudged = validates || settings.folds().any();
              EarlyStopping rule =
                  isJudged ? TablePreset.stopping(settings.epochs()) : EarlyStopping.NEVER;
              return new TableTrials(kind, settings, stopping.apply(rule));
            })
        .toList();
  }

  /**
   * The best of several: the first where there is nothing to judge them by, and empty where a
   * listener ended it.
   *
   * @throws DivergedException where training diverges with each of them
   */
  public static Optional<TableTrials> best(
      JavaSparkContext spark,
      ShardedData data,
      List<TableTrials> candidates,
      RunOptions options,
      Listener listener) {
    TableTrials first = candidates.get(0);
    boolean isJudged = data.validationRows() > 0 || first.settings().folds().any();
    if (candidates.size() == 1 || !isJudged) {
      return Optional.of(first);
    }
    Optional<TableTrials> best = Optional.empty();
    double least = Double.POSITIVE_INFINITY;
    DivergedException diverged = null;
    for (TableTrials candidate : candidates) {
      try {
        Trainer.Result result = candidate.run(spark, data, options, listener);
        if (result.end() == Trainer.End.LISTENER) {
          return Optional.empty();
        }
        double loss = leastLoss(result);
        listener.ended(candidate, OptionalDouble.of(loss));
        if (best.isEmpty() || loss < least) {
          best = Optional.of(candidate);
          least = loss;
        }
      } catch (DivergedException failed) {
        diverged = failed;
        listener.ended(candidate, OptionalDouble.empty());
      }
    }
    if (best.isEmpty()) {
      throw diverged;
    }
    return best;
  }

  private Trainer.Result run(
      JavaSparkContext spark, ShardedData data, RunOptions options, Listener listener) {
    int epochs = settings.epochs();
    TrainingSettings trial =
        settings
            .withNetwork(settings.network().one())
            .withEpochs(data.trainingRows() > MANY_ROWS ? Math.max(1, epochs / SHORTER) : epochs);
    return Trainer.train(
        spark,
        data,
        trial,
        options.withEarlyStopping(earlyStopping).withListener(listener.begins(this, trial)));
  }

  private static double leastLoss(Trainer.Result result) {
    return result.epochs().stream()
        .mapToDouble(epoch -> epoch.validation().orElseThrow().loss())
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
