package org.summand.spark;

import java.util.List;
import java.util.Optional;
import org.summand.data.BadDataException;
import org.summand.nn.Network;
import org.summand.spark.block.ShardBlocks;
import org.summand.spark.exchange.ClusterGradients;
import org.summand.spark.exchange.Judging;
import org.summand.spark.shard.ShardedData;
import org.summand.train.Calibration;
import org.summand.train.Evaluation;
import org.summand.train.Temperature;
import org.summand.train.TrainingSettings;
import org.summand.train.optim.TrainingState;

/**
 * Judges a run by the rows that are held out: those to validate on, or under folds those to learn
 * from, each by the network of the bag that has not seen it.
 *
 * @param evaluator evaluates the network
 * @param tasks judge in brief without a Spark job, where there are any
 * @param data the rows
 * @param settings of the run
 */
record Validation(
    Evaluator evaluator, ClusterGradients tasks, ShardedData data, TrainingSettings settings) {
  /** Whether any rows are held out. */
  static boolean isPossible(ShardedData data, TrainingSettings settings) {
    return data.validationRows() > 0 || settings.folds().any();
  }

  /**
   * Checks that rows are held out one way alone, and that there are some where a run needs them.
   *
   * @throws BadDataException where that is not so
   * @throws IllegalArgumentException where probabilities are to be calibrated, but numbers learned
   */
  static void requireFit(ShardedData data, TrainingSettings settings, RunOptions options) {
    if (settings.folds().any()) {
      requireFolds(data, settings);
    }
    options.calibration().requireFit(settings.network().head());
    if (isPossible(data, settings)) {
      return;
    }
    if (options.earlyStopping().isOn()) {
      throw new BadDataException(
          "early stopping judges by validation rows, but none are held out; hold some out or set"
              + " patience to 0");
    }
    if (options.calibration() != Calibration.NONE) {
      throw new BadDataException(
          "calibration finds its temperature by validation rows, but none are held out; hold some"
              + " out or set calibration to none");
    }
  }

  private static void requireFolds(ShardedData data, TrainingSettings settings) {
    if (data.validationRows() > 0) {
      throw new BadDataException(
          "folds hold rows out in turn, so none are to be held out besides; "
              + data.validationRows()
              + " are; hold none out or set the folds to 0");
    }
    if (settings.heldOutRows(data.layout()) == 0) {
      throw new BadDataException(
          "each shard has fewer rows than there are folds, "
              + settings.folds().count()
              + ", so none would be held out; set fewer shards or folds");
    }
  }

  /** How good weights are; empty where no rows are held out. */
  Optional<Evaluation> of(float[] weights, Evaluation.Detail detail) {
    if (!isPossible(data, settings)) {
      return Optional.empty();
    }
    Optional<List<Evaluation>> parts =
        detail == Evaluation.Detail.BRIEF ? tasks.evaluations(weights) : Optional.empty();
    return Optional.of(
        parts
            .map(evaluator::sum)
            .orElseGet(() -> evaluator.evaluate(heldOut(data, settings), weights, detail)));
  }

  /** The shards with the rows that are held out. */
  private static ShardBlocks heldOut(ShardedData data, TrainingSettings settings) {
    return settings.folds().any() ? data.training() : data.validation();
  }

  /** What a run is judged by after each epoch; empty where no rows are held out. */
  static Optional<Judging> judging(
      Evaluator evaluator, ShardedData data, TrainingSettings settings) {
    return isPossible(data, settings)
        ? Optional.of(evaluator.judging(heldOut(data, settings)))
        : Optional.empty();
  }

  /** What the raw outputs at these weights are best divided by. */
  Temperature temperature(float[] weights) {
    return Temperature.fit(
        temperature ->
            of(
                    Temperature.divide(settings.network(), weights, temperature),
                    Evaluation.Detail.PROBABILITIES)
                .flatMap(Evaluation::probabilities)
                .orElseThrow());
  }

  /** The same state with raw outputs divided. */
  TrainingState divided(TrainingState state, Temperature temperature) {
    Network network = settings.network();
    return new TrainingState(
        Temperature.divide(network, state.weights(), temperature.value()),
        state.moments(),
        state.step());
  }
}
