package org.summand.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.summand.data.MiniBatches;
import org.summand.spark.exchange.StepTimer;
import org.summand.spark.exchange.TimeProfile.Phase;
import org.summand.train.EarlyStopping;
import org.summand.train.EpochReport;
import org.summand.train.Evaluation;
import org.summand.train.Observer;
import org.summand.train.StepReport;
import org.summand.train.checkpoint.EpochProgress;
import org.summand.train.optim.Schedule;
import org.summand.train.optim.TrainingState;

/**
 * Sums up steps to epochs, validates at the end of each, remembers the best, and stops when there
 * is no better one for too long.
 */
final class EpochObserver implements Observer {
  private final MiniBatches batches;
  private final Schedule schedule;
  private final Function<float[], Optional<Evaluation>> validation;
  private final EarlyStopping earlyStopping;
  private final TrainingListener listener;
  private final StepTimer timer;
  private final List<EpochReport> reports = new ArrayList<>();

  private double loss;
  private double weight;
  private long rows;
  private double secondsBefore;
  private long startedAt = System.nanoTime();

  /** Those of the best epoch. Weights are never written, so keeping them is a reference. */
  private Optional<float[]> bestWeights = Optional.empty();

  private long bestStep;
  private double bestCost = Double.POSITIVE_INFINITY;
  private int epochsWithoutImprovement;

  /**
   * @param validation evaluates weights, with a loss in the unit of the steps
   */
  EpochObserver(
      MiniBatches batches,
      Schedule schedule,
      Function<float[], Optional<Evaluation>> validation,
      EarlyStopping earlyStopping,
      TrainingListener listener,
      StepTimer timer) {
    this.timer = timer;
    this.batches = batches;
    this.schedule = schedule;
    this.validation = validation;
    this.earlyStopping = earlyStopping;
    this.listener = listener;
  }

  @Override
  public void afterStep(TrainingState state, StepReport report) {
    timer.lap(Phase.OPTIMIZER);
    loss += report.loss();
    weight += report.weight();
    rows += report.rows();
    listener.afterStep(report);
    boolean endsEpoch = state.step() % batches.stepsPerEpoch() == 0;
    boolean isWanted = listener.wantsEvaluation();
    Optional<Evaluation> evaluation =
        endsEpoch || isWanted ? validate(state.weights()) : Optional.empty();
    if (isWanted) {
      evaluation.ifPresent(wanted -> listener.afterEvaluation(state.step(), wanted));
    }
    if (endsEpoch) {
      endEpoch(state, evaluation);
    }
  }

  /** Takes no time of the epoch's. */
  private Optional<Evaluation> validate(float[] weights) {
    timer.lap(Phase.REST);
    long askedAt = System.nanoTime();
    Optional<Evaluation> evaluation = validation.apply(weights);
    startedAt += System.nanoTime() - askedAt;
    timer.lap(Phase.VALIDATION);
    return evaluation;
  }

  private void endEpoch(TrainingState state, Optional<Evaluation> evaluation) {
    EpochReport epoch =
        new EpochReport(
            (int) batches.epoch(state.step()) + 1,
            state.step(),
            loss / weight,
            schedule.learningRate(state.step()),
            evaluation,
            rows,
            seconds());
    reports.add(epoch);
    evaluation.ifPresent(validated -> compare(state, validated));
    listener.afterEpoch(epoch);
    loss = 0;
    weight = 0;
    rows = 0;
    secondsBefore = 0;
    startedAt = System.nanoTime();
  }

  /** How long the steps of this epoch took, those before an interruption too. */
  private double seconds() {
    return secondsBefore + (System.nanoTime() - startedAt) / 1e9;
  }

  /** Of epochs that are equally good the last one remains, which has seen more. */
  private void compare(TrainingState state, Evaluation validated) {
    double cost = earlyStopping.bestBy().cost(validated);
    epochsWithoutImprovement =
        cost < bestCost - earlyStopping.tolerance() ? 0 : epochsWithoutImprovement + 1;
    if (cost <= bestCost) {
      bestCost = cost;
      bestStep = state.step();
      bestWeights = Optional.of(state.weights());
    }
  }

  @Override
  public boolean wantsToStop() {
    return noLongerImproves() || listener.wantsToStop();
  }

  /** Whether patience has run out. */
  boolean noLongerImproves() {
    return earlyStopping.isOn() && epochsWithoutImprovement >= earlyStopping.patience();
  }

  /** The state that remains of a run that ended in {@code last}: the best, where one is known. */
  TrainingState remaining(TrainingState last) {
    return bestWeights.isPresent()
        ? new TrainingState(bestWeights.get(), last.moments(), bestStep)
        : last;
  }

  /** The progress from which a run can go on here. */
  EpochProgress progress() {
    return new EpochProgress(
        loss,
        weight,
        rows,
        seconds(),
        bestCost,
        epochsWithoutImprovement,
        bestStep,
        bestWeights,
        reports);
  }

  /** Goes on from the progress of an earlier run. */
  void restore(EpochProgress progress) {
    loss = progress.loss();
    weight = progress.weight();
    rows = progress.rows();
    secondsBefore = progress.seconds();
    reports.addAll(progress.epochs());
    bestCost = progress.bestCost();
    epochsWithoutImprovement = progress.epochsWithoutImprovement();
    bestStep = progress.bestStep();
    bestWeights = progress.bestWeights();
  }

  List<EpochReport> reports() {
    return List.copyOf(reports);
  }
}
