package org.summand.cli.run;

import org.summand.cli.interrupt.Interruption;
import org.summand.cli.output.Output;
import org.summand.spark.TrainingListener;
import org.summand.train.StepReport;

/** Shows how a try goes, in a line that is written over. */
record TryProgress(Output output, TrainingPhase phase, int number, int epochs, long stepsPerEpoch)
    implements TrainingListener {
  @Override
  public boolean wantsToStop() {
    return Interruption.isUnderWay();
  }

  @Override
  public void afterStep(StepReport report) {
    long epoch = (report.step() - 1) / stepsPerEpoch + 1;
    phase.reached(epoch, report.step());
    if (report.step() % stepsPerEpoch == 0 && !wantsToStop()) {
      output.progress("try " + number + "  epoch " + epoch + "/" + epochs);
    }
  }
}
