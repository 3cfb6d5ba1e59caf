package io.summand.spark;

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
  /**
   * The end of a run.
   *
   * @param state the last state; its weights are the model's
   * @param epochs a report of each epoch
   */
  public record Result(TrainingState state, List<EpochReport> epochs) {}

  private Trainer() {}

  /**
   * Runs all epochs.
   *
   * @throws io.summand.train.DivergedException where training leaves the finite numbers
   */
  public static Result train(
      JavaSparkContext spark,
      ShardedData data,
      TrainingSettings settings,
      TrainingListener listener) {
    MiniBatches batches = data.batches(settings.batchSize(), settings.seed());
    long steps = settings.epochs() * batches.stepsPerEpoch();
    Optimizer optimizer = settings.optimizer().build(settings.network());
    Schedule schedule = settings.schedule().build(batches.stepsPerEpoch(), steps);
    float[] weights = settings.network().initialWeights(settings.seed());
    try (Evaluator evaluator = new Evaluator(spark, settings.network(), settings.device());
        JobGradientSource source =
            new JobGradientSource(
                spark, data.training(), settings.network(), batches, settings.device())) {
      EpochObserver observer =
          new EpochObserver(batches, schedule, w -> validation(evaluator, data, w), listener);
      TrainingState state =
          new TrainingLoop(optimizer, schedule, steps)
              .run(TrainingState.initial(weights, optimizer), source, observer);
      return new Result(state, observer.reports());
    }
  }

  private static Optional<Evaluation> validation(
      Evaluator evaluator, ShardedData data, float[] weights) {
    return data.validationRows() == 0
        ? Optional.empty()
        : Optional.of(evaluator.evaluate(data.validation(), weights));
  }
}
