package io.summand.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summand.compute.CpuDevice;
import io.summand.data.ScalingMethod;
import io.summand.model.LocalFolders;
import io.summand.model.ModelCard;
import io.summand.model.ModelFormatException;
import io.summand.nn.Network;
import io.summand.train.Checkpoints;
import io.summand.train.EarlyStopping;
import io.summand.train.Gradient;
import io.summand.train.ScheduleSettings;
import io.summand.train.TrainingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that was interrupted and goes on, beside one that was not. */
class ResumeTest {
  private static final Network NETWORK = Network.parse("2 -> 12 relu -> dropout 0.2 -> 2 softmax");

  /** 600 rows, a quarter held out: 15 steps an epoch or so, 6 epochs. */
  private static final TrainingSettings SETTINGS =
      TrainingSettings.of(NETWORK)
          .withEpochs(6)
          .withBatchSize(32)
          .withDevice(CpuDevice.NAME)
          .withSchedule(ScheduleSettings.DEFAULT.withRate(0.03f));

  private static ShardedData data;

  @TempDir Path directory;

  @BeforeAll
  static void pack() {
    Columns columns = new Columns(List.of(), List.of("label"), Optional.empty(), Optional.empty());
    data =
        new ShardPacker(NETWORK, columns, List.of(), ScalingMethod.parse("standardize"), 3, 0.25, 3)
            .pack(Rows.rings(600, 2, 1));
  }

  @AfterAll
  static void unpack() {
    data.close();
  }

  private Checkpointing checkpointing(TrainingSettings settings, RunOptions options, int steps) {
    ModelCard card =
        new ModelCard(
            NETWORK,
            List.of("x0", "x1"),
            List.of("label"),
            List.of(),
            data.scaling(),
            0,
            settings.seed(),
            Map.of());
    return new Checkpointing(
        new Checkpoints(
            new LocalFolders(directory), 2, card, Trainer.identity(data, settings, options)),
        steps,
        0,
        0,
        true);
  }

  private static Trainer.Result train(TrainingSettings settings, RunOptions options) {
    return Trainer.train(SharedSpark.context(), data, settings, options);
  }

  /** Dies in the middle of a run, as a driver does: nothing is tidied up. */
  private static TrainingListener killedAfter(long step) {
    return new TrainingListener() {
      @Override
      public void afterStep(long taken, Gradient gradient) {
        if (taken == step) {
          throw new IllegalStateException("killed");
        }
      }
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 5, 22, 71})
  void resumedRunEqualsUninterruptedRun(long killedAfter) {
    RunOptions options = RunOptions.DEFAULT.withEarlyStopping(new EarlyStopping(4, 0.001));
    Trainer.Result expected = train(SETTINGS, options);
    RunOptions checkpointed = options.withCheckpointing(checkpointing(SETTINGS, options, 5));
    assertThatThrownBy(() -> train(SETTINGS, checkpointed.withListener(killedAfter(killedAfter))))
        .hasMessage("killed");
    Trainer.Result resumed = train(SETTINGS, checkpointed);
    assertThat(resumed.state().weights()).containsExactly(expected.state().weights());
    assertThat(resumed.state().step()).isEqualTo(expected.state().step());
    assertThat(resumed.end()).isEqualTo(expected.end());
    List<EpochReport> whole = expected.epochs();
    List<EpochReport> rest = resumed.epochs();
    assertThat(rest.get(rest.size() - 1).loss()).isEqualTo(whole.get(whole.size() - 1).loss());
  }

  @Test
  void aRunThatIsOverStaysOver() {
    RunOptions options =
        RunOptions.DEFAULT.withCheckpointing(checkpointing(SETTINGS, RunOptions.DEFAULT, 7));
    float[] weights = train(SETTINGS, options).state().weights();
    Trainer.Result again = train(SETTINGS, options);
    assertThat(again.state().weights()).containsExactly(weights);
    assertThat(again.epochs()).isEmpty();
  }

  @Test
  void anotherSeedIsRefusedInWords() {
    RunOptions options =
        RunOptions.DEFAULT.withCheckpointing(checkpointing(SETTINGS, RunOptions.DEFAULT, 7));
    train(SETTINGS, options);
    TrainingSettings other = SETTINGS.withSeed(2);
    RunOptions elsewhere =
        RunOptions.DEFAULT.withCheckpointing(checkpointing(other, RunOptions.DEFAULT, 7));
    assertThatThrownBy(() -> train(other, elsewhere))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll("seed was '1' and is '2'");
  }

  @Test
  void onlyTheLastCheckpointsAreKept() throws Exception {
    RunOptions options =
        RunOptions.DEFAULT.withCheckpointing(checkpointing(SETTINGS, RunOptions.DEFAULT, 7));
    train(SETTINGS, options);
    try (var kept = Files.list(directory)) {
      assertThat(kept).hasSize(2);
    }
  }
}
