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
 */
public final class TableTrials {
  private TableTrials() {}

  /** Hears of the trials. */
  public interface Listener {
    /**
     * A trial begins.
     *
     * @param settings of the trial
     * @return what hears how it goes
     */
    TrainingListener begins(Candidate candidate, TrainingSettings settings);

    /**
     * A trial ended.
     *
     * @param loss the lowest validation loss; empty where training diverged
     */
    void ended(Candidate candidate, OptionalDouble loss);
  }

  /**
   * What there is to choose from, at least one.
   *
   * @param head what is learned
   * @param said changes settings to what the user says
   * @param stopping changes the rule of early stopping to what the user says
   */
  public static List<Candidate> candidates(
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
              return new Candidate(Optional.of(kind), settings, stopping.apply(rule));
            })
        .toList();
  }

  /**
   * The best of several: the first where there is nothing to judge them by, and empty where a
   * listener ended it.
   *
   * @throws DivergedException where training diverges with each of them
   */
  public static Optional<Candidate> best(
      JavaSparkContext spark,
      ShardedData data,
      List<Candidate> candidates,
      RunOptions options,
      Listener listener) {
    Candidate first = candidates.get(0);
    if (candidates.size() == 1 || !first.isJudgedBy(data)) {
      return Optional.of(first);
    }
    Optional<Candidate> best = Optional.empty();
    double least = Double.POSITIVE_INFINITY;
    DivergedException diverged = null;
    for (Candidate candidate : candidates) {
      TrainingListener hears = listener.begins(candidate, candidate.trial(data, 0));
      try {
        Trainer.Result result = candidate.tried(spark, data, 0, options.withListener(hears));
        if (result.end() == Trainer.End.LISTENER) {
          return Optional.empty();
        }
        double loss = Candidate.cost(result);
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
}
