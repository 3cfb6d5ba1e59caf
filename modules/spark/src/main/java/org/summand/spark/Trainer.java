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
import org.summand.spark.exchange.StepTimer;
import org.summand.spark.exchange.TimeProfile;
import org.summand.spark.exchange.TimeProfile.Phase;
import org.summand.spark.shard.ShardedData;
import org.summand.train.Calibration;
import org.summand.train.EpochReport;
import org.summand.train.Evaluation;
import org.summand.train.Temperature;
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
    /** The validation rows were told no better for too long. */
    NO_IMPROVEMENT,
    /** The listener wanted it. */
    LISTENER
  }

  /**
   * The end of a run.
   *
   * @param state the state that remains, that of the best epoch where there are validation rows;
   *     its weights are the model's
   * @param epochs a report of each epoch
   * @param temperature what the raw outputs were divided by in the end; empty where that was not
   *     asked for, and where the listener ended the run
   * @param validation the full evaluation of the state that remains on the validation rows; empty
   *     where there are none, and where the listener ended the run
   * @param end why it ended
   * @param time where the time went
   */
  public record Result(
      TrainingState state,
      List<EpochReport> epochs,
      Optional<Temperature> temperature,
      Optional<Evaluation> validation,
      End end,
      TimeProfile time) {}

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
   * @throws BadDataException where early stopping or calibration is on and no rows are held out to
   *     judge by; where blocks are too small for a batch, or too large for the executors' memory
   * @throws IllegalArgumentException where probabilities are to be calibrated, but numbers learned
   * @throws org.summand.train.DivergedException where training leaves the finite numbers
   */
  public static Result train(
      JavaSparkContext spark, ShardedData data, TrainingSettings settings, RunOptions options) {
    Validation.requireFit(data, settings, options);
    Optimizer optimizer =
        settings.optimizer().build(settings.network(), settings.parametrization());
    ExchangeChoice exchange =
        ExchangePolicy.of(spark, settings, data.shards(), Validation.isPossible(data, settings))
            .choose(options.exchange(), options.aggregationDepth(), new Cluster(spark));
    float[] initial = options.weights().orElseGet(() -> firstWeights(settings));
    MiniBatches batches = settings.batches(data.layout());
    requireBlocks(data, batches);
    WindowRoom.of(spark, data, batches).require(data.shards());
    long steps = settings.epochs() * batches.stepsPerEpoch();
    Schedule schedule = settings.schedule().build(batches.stepsPerEpoch(), steps);
    try (Evaluator evaluator = evaluator(spark, data, settings);
        ClusterGradients source =
            ClusterGradients.open(
                new StepContext(
                    spark,
                    data.training(),
                    settings,
                    batches,
                    Validation.judging(evaluator, data, settings)),
                exchange,
                how -> {
                  LOG.info("Steps are taken {}.", how);
                  options.listener().stepsAreTaken(how);
                })) {
      Validation validation = new Validation(evaluator, source, data, settings);
      EpochObserver observer =
          new EpochObserver(
              batches,
              schedule,
              weights -> validation.of(weights, Evaluation.Detail.BRIEF),
              options.earlyStopping(),
              options.listener(),
              source.timer());
      TrainingState first = TrainingState.initial(initial, optimizer);
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
      return ended(end(last, steps, observer), last, observer, validation, options, source.timer());
    }
  }

  /** Blocks that somebody chose hold what a shard gives to a batch; others make windows of more. */
  private static void requireBlocks(ShardedData data, MiniBatches batches) {
    if (data.layout().isCut()
        && data.areBlocksGiven()
        && data.blockRows() < batches.largestShare()) {
      throw new BadDataException(
          "a block has "
              + data.blockRows()
              + " rows, but a shard gives up to "
              + batches.largestShare()
              + " to a batch; set a block to at least as many rows, or leave it to be chosen");
    }
  }

  /** What remains of a run, calibrated and judged unless the listener wanted it to end. */
  private static Result ended(
      End end,
      TrainingState last,
      EpochObserver observer,
      Validation validation,
      RunOptions options,
      StepTimer timer) {
    TrainingState best = observer.remaining(last);
    List<EpochReport> epochs = observer.reports();
    timer.lap(Phase.REST);
    if (end == End.LISTENER) {
      return new Result(best, epochs, Optional.empty(), Optional.empty(), end, timer.timeSpent());
    }
    Optional<Temperature> temperature =
        options.calibration() == Calibration.NONE
            ? Optional.empty()
            : Optional.of(validation.temperature(best.weights()));
    TrainingState remaining =
        temperature.map(found -> validation.divided(best, found)).orElse(best);
    Optional<Evaluation> judged = validation.of(remaining.weights(), Evaluation.Detail.FULL);
    timer.lap(Phase.VALIDATION);
    return new Result(remaining, epochs, temperature, judged, end, timer.timeSpent());
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
    identity.put("blockRows", String.valueOf(data.blockRows()));
    identity.put("patience", String.valueOf(options.earlyStopping().patience()));
    identity.put("tolerance", String.valueOf(options.earlyStopping().tolerance()));
    identity.put("bestBy", options.earlyStopping().bestBy().text());
    identity.put(
        "firstWeights",
        options.weights().map(w -> String.valueOf(Arrays.hashCode(w))).orElse("by seed"));
    return identity;
  }

  private static float[] firstWeights(TrainingSettings settings) {
    return settings.network().initialWeights(settings.seed(), settings.parametrization());
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
}
