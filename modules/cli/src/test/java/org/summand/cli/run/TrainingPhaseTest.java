package org.summand.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.summand.cli.interrupt.CommandText;
import org.summand.cli.output.Output;

/** What is said of a training at each of its stages, and whether it is waited for. */
class TrainingPhaseTest {
  private static TrainingPhase phase(Optional<String> checkpoints) {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return new TrainingPhase(new Output(nowhere, nowhere, false, false), "models/m", checkpoints);
  }

  @Test
  void aStepIsWaitedForWhereItCanBeKept() {
    TrainingPhase kept = phase(Optional.of("ck"));
    TrainingPhase lost = phase(Optional.empty());
    assertThat(kept.isToBeFinished()).isFalse();
    kept.reached(1, 7);
    lost.reached(1, 7);
    assertThat(kept.isToBeFinished()).isTrue();
    assertThat(lost.isToBeFinished()).isFalse();
    assertThat(lost.words())
        .isEqualTo(" in epoch 1 after step 7; nothing was kept, as checkpoint.path is not set");
  }

  @Test
  void theCheckpointThatIsWholeIsNamed() {
    TrainingPhase phase = phase(Optional.of("ck"));
    phase.reached(2, 30);
    assertThat(phase.words()).contains("nothing was kept, as there is no checkpoint yet");
    phase.kept(20);
    assertThat(phase.words()).contains("the last whole checkpoint, of step 20, is in ck; to go on");
    phase.kept(30);
    assertThat(phase.words()).contains("; the checkpoint of step 30 is in ck; to go on");
  }

  @Test
  void aRunThatGoesOnStillHasTheCheckpointItBeganFrom() {
    TrainingPhase phase = phase(Optional.of("ck"));
    phase.begins(20);
    assertThat(phase.words()).contains("the checkpoint of step 20 is in ck");
  }

  /** Tries are kept; a step of one, or of the model in the end, is not. */
  @Test
  void triesThatWereMadeAreNamed() {
    TrainingPhase phase = phase(Optional.empty());
    phase.keepsTries("models/m-tries", 0);
    assertThat(phase.words()).startsWith(" before the first step; nothing was kept");
    phase.reached(1, 7);
    phase.keepsTries("models/m-tries", 1);
    assertThat(phase.words()).startsWith("; 1 try is in models/m-tries; to go on: ");
    phase.reached(2, 30);
    phase.keepsTries("models/m-tries", 2);
    phase.reached(1, 7);
    assertThat(phase.words())
        .startsWith(" in epoch 1 after step 7; 2 tries are in models/m-tries; to go on: summand ")
        .endsWith(" --resume");
    assertThat(phase.isToBeFinished()).isFalse();
  }

  @Test
  void aModelIsThereOrNot() {
    TrainingPhase phase = phase(Optional.of("ck"));
    phase.reached(2, 30);
    phase.kept(30);
    phase.saves();
    assertThat(phase.isToBeFinished()).isTrue();
    assertThat(phase.words())
        .contains("while the model was being saved, which is not in models/m", "step 30 is in ck");
    phase.saved();
    assertThat(phase.words()).isEqualTo(" after the last step; the model is whole in models/m");
  }

  @Test
  void aCommandIsSaidSoThatAShellReadsItAndPasswordsAreNot() {
    String[] args = {"train", "--set", "network=2 -> 1 linear", "--out", "it's"};
    assertThat(CommandText.of(args, "--resume"))
        .isEqualTo("summand train --set 'network=2 -> 1 linear' --out 'it'\\''s' --resume");
    assertThat(CommandText.of(new String[] {"train", "--resume"}, "--resume"))
        .isEqualTo("summand train --resume");
    assertThat(CommandText.of(new String[] {"train", "--set", "spark.x.secret=s"}, "--resume"))
        .isEqualTo("the same command and --resume");
  }
}
