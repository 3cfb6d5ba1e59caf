package org.summand.cli.run;

import java.util.List;
import java.util.function.LongSupplier;
import org.summand.cli.interrupt.Interruption;
import org.summand.cli.output.Formats;
import org.summand.cli.output.Output;
import org.summand.spark.TrainingListener;
import org.summand.train.EpochReport;
import org.summand.train.Evaluation;
import org.summand.train.StepReport;

/**
 * Shows how training goes: a line an epoch, {@code epoch 3/20 loss 0.2173 validation loss 0.2301
 * accuracy 93.12 % 0:12 left 12,345 rows/s}, and on a terminal the step under way in a line that is
 * written over. The least important stands last, where a narrow terminal cuts it off.
 */
final class TrainingProgress implements TrainingListener {
  private static final long NANOS_BETWEEN = 100_000_000;

  private final Output output;
  private final TrainingPhase phase;
  private final int epochs;
  private final long stepsPerEpoch;
  private final LongSupplier clock;
  private final long startedAt;

  private boolean goesOn;
  private long shownAt;
  private long stepsTaken;
  private long rows;
  private double loss;
  private double weight;

  TrainingProgress(Output output, TrainingPhase phase, int epochs, long stepsPerEpoch) {
    this(output, phase, epochs, stepsPerEpoch, System::nanoTime);
  }

  /**
   * @param clock tells nanoseconds
   */
  TrainingProgress(
      Output output, TrainingPhase phase, int epochs, long stepsPerEpoch, LongSupplier clock) {
    this.clock = clock;
    startedAt = clock.getAsLong();
    this.phase = phase;
    this.output = output;
    this.epochs = epochs;
    this.stepsPerEpoch = stepsPerEpoch;
  }

  @Override
  public void stepsAreTaken(String how) {
    output.say("steps are taken " + how);
  }

  @Override
  public void goesOn(long step, List<EpochReport> before) {
    goesOn = true;
    phase.begins(step);
    output.say(
        "going on after step "
            + step
            + (step == epochs * stepsPerEpoch ? ", the last" : "")
            + ", in "
            + epoch(Math.min(epochs, step / stepsPerEpoch + 1))
            + ", from the checkpoint there");
  }

  @Override
  public void beginsAnew() {
    output.say("there is no checkpoint to go on from; training begins anew");
  }

  @Override
  public void checkpointKept(long step) {
    phase.kept(step);
  }

  @Override
  public boolean wantsToStop() {
    return Interruption.isUnderWay();
  }

  @Override
  public void afterStep(StepReport report) {
    final long step = report.step();
    stepsTaken++;
    rows += report.rows();
    loss += report.loss();
    weight += report.weight();
    phase.reached((step - 1) / stepsPerEpoch + 1, step);
    long now = clock.getAsLong();
    if (output.showsProgress() && !wantsToStop() && now - shownAt >= NANOS_BETWEEN) {
      shownAt = now;
      output.progress(
          epoch((step - 1) / stepsPerEpoch + 1)
              + "  step "
              + ((step - 1) % stepsPerEpoch + 1)
              + "/"
              + stepsPerEpoch
              + "  loss "
              + Formats.decimal(loss / weight)
              + pace(step));
    }
  }

  /** Says, in a line of its own, that a run had ended before it was resumed; else nothing. */
  String nothingLeft() {
    return goesOn && stepsTaken == 0
        ? "nothing was left to train: the run had come to its end before" + System.lineSeparator()
        : "";
  }

  /** The steps of this process, those before a resumption not counted. */
  long stepsTaken() {
    return stepsTaken;
  }

  @Override
  public void afterEpoch(EpochReport report) {
    loss = 0;
    weight = 0;
    output.say(
        epoch(report.epoch())
            + "  loss "
            + Formats.decimal(report.loss())
            + report.validation().map(TrainingProgress::validation).orElse("")
            + pace(report.step()));
  }

  private String epoch(long number) {
    return "epoch " + number + "/" + epochs;
  }

  private static String validation(Evaluation evaluation) {
    return "  validation loss "
        + Formats.decimal(evaluation.loss())
        + (evaluation.classifies() ? "  accuracy " + Formats.percent(evaluation.accuracy()) : "")
        + (evaluation.hasErrors()
            ? "  RMSE "
                + Formats.decimal(evaluation.rmse())
                + "  R² "
                + Formats.decimal(evaluation.r2())
            : "");
  }

  private String pace(long step) {
    double seconds = (clock.getAsLong() - startedAt) / 1e9;
    double left = seconds / stepsTaken * (epochs * stepsPerEpoch - step);
    return "  " + Formats.duration(left) + " left  " + Formats.count(rows / seconds) + " rows/s";
  }
}
