package io.summand.spark;

import io.summand.data.MiniBatches;
import io.summand.train.Evaluation;
import io.summand.train.Gradient;
import io.summand.train.Observer;
import io.summand.train.Schedule;
import io.summand.train.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Sums up steps to epochs, and validates at the end of each. */
final class EpochObserver implements Observer {
  private final MiniBatches batches;
  private final Schedule schedule;
  private final Function<float[], Optional<Evaluation>> validation;
  private final TrainingListener listener;
  private final List<EpochReport> reports = new ArrayList<>();

  private double loss;
  private double weight;
  private long rows;
  private long startedAt = System.nanoTime();

  EpochObserver(
      MiniBatches batches,
      Schedule schedule,
      Function<float[], Optional<Evaluation>> validation,
      TrainingListener listener) {
    this.batches = batches;
    this.schedule = schedule;
    this.validation = validation;
    this.listener = listener;
  }

  @Override
  public void afterStep(TrainingState state, Gradient gradient) {
    loss += gradient.loss();
    weight += gradient.weight();
    rows += gradient.rows();
    listener.afterStep(state.step(), gradient);
    if (state.step() % batches.stepsPerEpoch() == 0) {
      endEpoch(state);
    }
  }

  private void endEpoch(TrainingState state) {
    double seconds = (System.nanoTime() - startedAt) / 1e9;
    EpochReport report =
        new EpochReport(
            (int) batches.epoch(state.step()) + 1,
            state.step(),
            loss / weight,
            schedule.rate(state.step()),
            validation.apply(state.weights()),
            rows,
            seconds);
    reports.add(report);
    listener.afterEpoch(report);
    loss = 0;
    weight = 0;
    rows = 0;
    startedAt = System.nanoTime();
  }

  List<EpochReport> reports() {
    return reports;
  }
}
