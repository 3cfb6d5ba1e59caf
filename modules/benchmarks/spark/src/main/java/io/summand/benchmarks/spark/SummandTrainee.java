package io.summand.benchmarks.spark;

import io.summand.benchmarks.Rows;
import io.summand.benchmarks.Trainee;
import io.summand.compute.CpuDevice;
import io.summand.nn.Scorer;
import io.summand.train.GradientSource;
import io.summand.train.Observer;
import io.summand.train.Optimizer;
import io.summand.train.OptimizerSettings;
import io.summand.train.Schedule;
import io.summand.train.ScheduleSettings;
import io.summand.train.TrainingLoop;
import io.summand.train.TrainingState;

/** Summand's training loop, one step at a time, with the default optimiser and rate. */
final class SummandTrainee implements Trainee {
  private static final Schedule SCHEDULE = ScheduleSettings.DEFAULT.build(1, 1);

  private final Training training;
  private final GradientSource source;
  private final Runnable end;
  private final Optimizer optimizer;
  private TrainingState state;

  /**
   * @param end what to do when the gradients are no longer needed
   */
  SummandTrainee(Training training, GradientSource source, Runnable end) {
    this.training = training;
    this.source = source;
    this.end = end;
    optimizer = OptimizerSettings.DEFAULT.build(training.network());
    float[] weights = training.network().initialWeights(training.batches().seed());
    state = TrainingState.initial(weights, optimizer);
  }

  @Override
  public void step() {
    state =
        new TrainingLoop(optimizer, SCHEDULE, state.step() + 1).run(state, source, Observer.NONE);
  }

  @Override
  public double accuracy(Rows rows) {
    float[] outputs = new float[rows.count() * training.network().outputs()];
    try (Scorer scorer = new Scorer(training.network(), new CpuDevice(), Scorer.BLOCK_ROWS)) {
      scorer.rawOutputs(state.weights(), rows.features(), rows.count(), outputs);
    }
    return rows.shareRight(outputs);
  }

  float[] weights() {
    return state.weights();
  }

  @Override
  public void close() {
    end.run();
  }
}
