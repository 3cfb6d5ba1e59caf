package org.summand.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.summand.cli.output.Output;
import org.summand.spark.TrainingListener;
import org.summand.train.EpochReport;
import org.summand.train.StepReport;

class TrainingProgressTest {
  private static final int EPOCHS = 10;
  private static final int STEPS_PER_EPOCH = 100;
  private static final long SECOND = 1_000_000_000L;

  private final StringWriter said = new StringWriter();
  private long now;

  private TrainingListener progress() {
    Output output =
        new Output(new PrintWriter(new StringWriter()), new PrintWriter(said, true), false, false);
    TrainingPhase phase = new TrainingPhase(output, "model", Optional.of("checkpoints"));
    return new TrainingProgress(output, phase, EPOCHS, STEPS_PER_EPOCH, () -> now);
  }

  /** Takes the steps up to one that ends an epoch, each in a second and of 64 rows. */
  private void takeSteps(TrainingListener listener, long from, long to) {
    for (long step = from; step <= to; step++) {
      now += SECOND;
      listener.afterStep(new StepReport(step, 1, 1, 64, 1));
    }
    int epoch = (int) (to / STEPS_PER_EPOCH);
    listener.afterEpoch(new EpochReport(epoch, to, 1, 0.1f, Optional.empty(), 64, 1));
  }

  @Test
  void theTimeLeftIsThatOfTheStepsOfThisProcess() {
    TrainingListener resumed = progress();
    resumed.goesOn(850, List.of());
    takeSteps(resumed, 851, 900);
    assertThat(said.toString()).contains("epoch 9/10", "64 rows/s", "1:40 left");
  }

  @Test
  void theTimeLeftOfARunThatWasNotInterrupted() {
    takeSteps(progress(), 1, 100);
    assertThat(said.toString()).contains("epoch 1/10", "15:00 left");
  }

  @Test
  void fromWhereItGoesOnIsSaid() {
    progress().goesOn(850, List.of());
    assertThat(said.toString()).contains("going on after step 850, in epoch 9/10");
    progress().beginsAnew();
    assertThat(said.toString()).contains("training begins anew");
  }
}
