package org.summand.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.summand.data.BadDataException;
import org.summand.data.MiniBatches;
import org.summand.spark.cluster.Cluster;
import org.summand.spark.exchange.ClusterGradients;
import org.summand.spark.exchange.ExchangeChoice;
import org.summand.spark.exchange.ExchangePolicy;
import org.summand.spark.exchange.StepContext;
import org.summand.spark.exchange.TimeProfile;
import org.summand.spark.shard.ShardedData;
import org.summand.train.EpochReport;
import org.summand.train.Evaluation;
import org.summand.train.TrainingLoop;
import org.summand.train.TrainingSettings;
import org.summand.train.optim.Optimizer;
import org.summand.train.optim.Schedule;
import org.summand.train.optim.TrainingState;

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
  public record Result(TrainingState state, List<EpochReport> epochs, End end, TimeProfile time) {}

  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  private Trainer() {}

  /**
   * Runs all epochs from random weights, with the default {@link RunOptions}.
   *
   * @throws org.summand.train.DivergedException where training leaves the finite numbers
   */
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
   * @throws org.summand.train.DivergedException where training leaves the finite numbers
   */
  public static Result train(
      JavaSparkContext spark, ShardedData data, TrainingSettings settings, RunOptions options) {
    requireHeldOut(data, settings);
    if (options.earlyStopping().isOn() && data.validationRows() == 0 && !settings.folds().any()) {
      throw new BadDataException(
          "early stopping judges by validation rows, but none are held out; hold some out or set"
              + " patience to 0");
    }
    Optimizer optimizer =
        settings.optimizer().build(settings.network(), settings.parametrization());
    ExchangeChoice exchange =
        ExchangePolicy.of(spark, settings, data.shards(), options.earlyStopping())
            .choose(options.exchange(), options.aggregationDepth(), new Cluster(spark));
    float[] weights = options.weights().orElseGet(() -> firstWeights(settings));
    MiniBatches batches = data.batches(settings);
    long steps = settings.epochs() * batches.stepsPerEpoch();
    Schedule schedule = settings.schedule().build(batches.stepsPerEpoch(), steps);
    try (Evaluator evaluator = evaluator(spark, data, settings);
        ClusterGradients source =
            ClusterGradients.open(
                new StepContext(spark, data.training(), settings, batches),
                exchange,
                how -> {
                  LOG.info("Steps are taken {}.", how);
                  options.listener().stepsAreTaken(how);
                })) {
      EpochObserver observer =
          new EpochObserver(
              batches,
              schedule,
              w -> validation(evaluator, data, settings, w),
              options.earlyStopping(),
              options.listener(),
              source.timer());
      TrainingState first = TrainingState.initial(weights, optimizer);
      TrainingLoop loop =
          new TrainingLoop(
              optimizer, schedule, steps, data.targetScaling().lossUnit(settings.network().loss()));
      TrainingState last =
          options.checkpointing().isPresent()
              ? new CheckpointedRun(
                      options.checkpointing().get(),
                      observer,
                      batches.stepsPerEpoch(),
                      options.listener())
                  .run(loop, first, source)
              : loop.run(first, source, observer);
      return new Result(
          observer.remaining(last),
          observer.reports(),
          end(last, steps, observer),
          source.timer().timeSpent());
    }
  }

  /**
   * All that decides where a run ends, by name: what its checkpoints are recognised by. Not the
   * device and the number of executors, which change rounding at most.
   */
  public static Map<String, String> identity(
      ShardedData data, TrainingSettings settings, RunOptions options) {
    Map<String, String> identity = new TreeMap<>(settings.toTexts());
    identity.put("data", data.fingerprint());
    identity.put("targetScaling", data.targetScaling().method().text());
    identity.put("shards", String.valueOf(data.shards()));
    identity.put("patience", String.valueOf(options.earlyStopping().patience()));
    identity.put("tolerance", String.valueOf(options.earlyStopping().tolerance()));
    identity.put(
        "firstWeights",
        options.weights().map(w -> String.valueOf(Arrays.hashCode(w))).orElse("by seed"));
    return identity;
  }

  private static float[] firstWeights(TrainingSettings settings) {
    return settings.network().initialWeights(settings.seed(), settings.parametrization());
  }

  private static void requireHeldOut(ShardedData data, TrainingSettings settings) {
    if (!settings.folds().any()) {
      return;
    }
    if (data.validationRows() > 0) {
      throw new BadDataException(
          "folds hold rows out in turn, so none are to be held out besides; "
              + data.validationRows()
              + " are; hold none out or set the folds to 0");
    }
    if (data.heldOutRows(settings) == 0) {
      throw new BadDataException(
          "a shard has fewer rows than there are folds, "
              + settings.folds().count()
              + ", so none would be held out; set fewer shards or folds");
    }
  }

  private static Evaluator evaluator(
      JavaSparkContext spark, ShardedData data, TrainingSettings settings) {
    return new Evaluator(
        spark, settings.network(), settings.folds(), data.targetScaling(), settings.device());
  }

  private static End end(TrainingState last, long steps, EpochObserver observer) {
    if (observer.noLongerImproves()) {
      return End.NO_IMPROVEMENT;
    }
    return last.step() < steps ? End.LISTENER : End.LAST_EPOCH;
  }

  private static Optional<Evaluation> validation(
      Evaluator evaluator, ShardedData data, TrainingSettings settings, float[] weights) {
    if (settings.folds().any()) {
      return Optional.of(evaluator.evaluate(data.training(), weights));
    }
    return data.validationRows() == 0
        ? Optional.empty()
        : Optional.of(evaluator.evaluate(data.validation(), weights));
  }
}
