package org.summand.benchmarks.spark;

import org.summand.benchmarks.Rows;
import org.summand.benchmarks.StepTrainer;
import org.summand.compute.cpu.CpuDevice;
import org.summand.nn.ExecutionPlan;
import org.summand.nn.Scorer;
import org.summand.train.Observer;
import org.summand.train.TrainingLoop;
import org.summand.train.gradient.GradientSource;
import org.summand.train.optim.Optimizer;
import org.summand.train.optim.OptimizerSettings;
import org.summand.train.optim.Schedule;
import org.summand.train.optim.ScheduleSettings;
import org.summand.train.optim.TrainingState;

/** Summand's training loop, one step at a time, with the default optimiser and rate. */
final class SummandStepTrainer implements StepTrainer {
  private static final Schedule SCHEDULE = ScheduleSettings.DEFAULT.build(1, 1);

  private final Training training;
  private final GradientSource source;
  private final Runnable end;
  private final Optimizer optimizer;
  private TrainingState state;

  /**
   * @param end what to do when the gradients are no longer needed
   */
  SummandStepTrainer(Training training, GradientSource source, Runnable end) {
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
    try (Scorer scorer =
        new Scorer(training.network(), new CpuDevice(), ExecutionPlan.BLOCK_ROWS)) {
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
