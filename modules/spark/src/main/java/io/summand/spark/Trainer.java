package io.summand.spark;

import io.summand.data.BadDataException;
import io.summand.data.MiniBatches;
import io.summand.train.Evaluation;
import io.summand.train.Optimizer;
import io.summand.train.Schedule;
import io.summand.train.TrainingLoop;
import io.summand.train.TrainingSettings;
import io.summand.train.TrainingState;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/** Trains a network on sharded data: the whole run, from the first weights to the last. */
public final class Trainer {
  /** Why a run ended. */
  public enum End {
    /** All epochs were done. */
    LAST_EPOCH,
    /** The validation loss no longer improved. */
    NO_IMPROVEMENT,
    /** The listener wanted it. */
    LISTENER
  }

  /**
   * The end of a run.
   *
   * @param state the state that remains; its weights are the model's
   * @param epochs a report of each epoch
   * @param end why it ended
   * @param time where the time went
   */
  public record Result(TrainingState state, List<EpochReport> epochs, End end, TimeSpent time) {}

  private Trainer() {}

  /** Runs all epochs from random weights; see the other form. */
  public static Result train(
      JavaSparkContext spark,
      ShardedData data,
      TrainingSettings settings,
      TrainingListener listener) {
    return train(spark, data, settings, RunOptions.DEFAULT.withListener(listener));
  }

  /**
   * Runs all epochs, or fewer where they stop helping.
   *
   * @throws BadDataException where early stopping is on and no rows are held out to judge by
   * @throws io.summand.train.DivergedException where training leaves the finite numbers
   */
  public static Result train(
      JavaSparkContext spark, ShardedData data, TrainingSettings settings, RunOptions options) {
    if (options.earlyStopping().isOn() && data.validationRows() == 0) {
      throw new BadDataException(
          "early stopping judges by validation rows, but none are held out; hold some out or set"
              + " patience to 0");
    }
    float[] weights =
        options.weights().orElseGet(() -> settings.network().initialWeights(settings.seed()));
    MiniBatches batches = data.batches(settings.batchSize(), settings.seed());
    long steps = settings.epochs() * batches.stepsPerEpoch();
    Optimizer optimizer = settings.optimizer().build(settings.network());
    Schedule schedule = settings.schedule().build(batches.stepsPerEpoch(), steps);
    try (Evaluator evaluator = new Evaluator(spark, settings.network(), settings.device());
        JobGradientSource source =
            new JobGradientSource(
                spark,
                data.training(),
                settings.network(),
                batches,
                settings.device(),
                options.aggregationDepth())) {
      EpochObserver observer =
          new EpochObserver(
              batches,
              schedule,
              w -> validation(evaluator, data, w),
              options.earlyStopping(),
              options.listener(),
              source.stopwatch());
      TrainingState last =
          new TrainingLoop(optimizer, schedule, steps)
              .run(TrainingState.initial(weights, optimizer), source, observer);
      return new Result(
          observer.remaining(last),
          observer.reports(),
          end(last, steps, observer),
          source.stopwatch().timeSpent());
    }
  }

  private static End end(TrainingState last, long steps, EpochObserver observer) {
    if (observer.noLongerImproves()) {
      return End.NO_IMPROVEMENT;
    }
    return last.step() < steps ? End.LISTENER : End.LAST_EPOCH;
  }

  private static Optional<Evaluation> validation(
      Evaluator evaluator, ShardedData data, float[] weights) {
    return data.validationRows() == 0
        ? Optional.empty()
        : Optional.of(evaluator.evaluate(data.validation(), weights));
  }
}
