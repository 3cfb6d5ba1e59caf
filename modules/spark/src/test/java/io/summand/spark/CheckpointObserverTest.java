package io.summand.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.summand.data.MiniBatches;
import io.summand.data.Scaling;
import io.summand.model.LocalFolders;
import io.summand.model.ModelCard;
import io.summand.nn.Network;
import io.summand.train.Checkpoints;
import io.summand.train.EarlyStopping;
import io.summand.train.Gradient;
import io.summand.train.Schedule;
import io.summand.train.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointObserverTest {
  private static final Network NETWORK = Network.parse("1 -> 1 linear");
  private static final int LAST_STEP = 20;

  @TempDir private Path directory;

  /** The steps that are kept of 20 that take 4 minutes each. */
  private List<String> kept(long steps, double minutes, int epochs) throws IOException {
    ModelCard card =
        new ModelCard(
            NETWORK, List.of("x"), List.of("y"), List.of(), Scaling.none(1), 0, 1, Map.of());
    LocalFolders folders = new LocalFolders(directory);
    Checkpointing when =
        new Checkpointing(
            new Checkpoints(folders, 100, card, Map.of()), steps, minutes, epochs, false);
    MiniBatches batches = new MiniBatches(new int[] {8}, 1, 1);
    EpochObserver epochsSeen =
        new EpochObserver(
            batches,
            new Schedule.Constant(1),
            weights -> Optional.empty(),
            EarlyStopping.NEVER,
            TrainingListener.NONE,
            new Stopwatch());
    long[] now = new long[1];
    CheckpointObserver observer =
        new CheckpointObserver(
            when, epochsSeen, batches.stepsPerEpoch(), LAST_STEP, 0, step -> {}, () -> now[0]);
    for (int step = 1; step <= LAST_STEP; step++) {
      now[0] += TimeUnit.MINUTES.toNanos(4);
      observer.afterStep(
          new TrainingState(new float[2], List.of(), step), new Gradient(new float[2], 0, 1, 1));
    }
    return folders.list().stream().map(name -> name.replaceFirst("step-0*", "")).toList();
  }

  @Test
  void everySoManyMinutesSinceTheLast() throws IOException {
    assertThat(kept(0, 10, 0)).containsExactly("3", "6", "9", "12", "15", "18", "20");
  }

  @Test
  void everySoManySteps() throws IOException {
    assertThat(kept(7, 0, 0)).containsExactly("7", "14", "20");
  }

  @Test
  void everySoManyEpochs() throws IOException {
    assertThat(kept(0, 0, 1)).containsExactly("8", "16", "20");
  }

  @Test
  void stepsCountAsMinutesDo() throws IOException {
    assertThat(kept(5, 15, 0)).containsExactly("4", "5", "9", "10", "14", "15", "19", "20");
  }

  @Test
  void theLastStepAtLeast() throws IOException {
    assertThat(kept(0, 0, 0)).containsExactly("20");
  }
}
