package org.summand.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.data.MiniBatches;
import org.summand.model.LocalFolders;
import org.summand.model.ModelMetadata;
import org.summand.nn.Network;
import org.summand.spark.exchange.StepTimer;
import org.summand.table.TableEncoder;
import org.summand.train.EarlyStopping;
import org.summand.train.StepReport;
import org.summand.train.checkpoint.CheckpointStore;
import org.summand.train.optim.Schedule;
import org.summand.train.optim.TrainingState;

class CheckpointObserverTest {
  private static final Network NETWORK = Network.parse("1 -> 1 linear");
  private static final int LAST_STEP = 20;

  @TempDir private Path directory;

  private final long[] now = new long[1];

  private CheckpointObserver observer(
      Path path, long steps, double minutes, int epochs, LongConsumer kept) {
    ModelMetadata metadata =
        new ModelMetadata(
            NETWORK, TableEncoder.ofNumbers(List.of("x")), List.of("y"), List.of(), 0, 1, Map.of());
    CheckpointPolicy when =
        new CheckpointPolicy(
            new CheckpointStore(new LocalFolders(path), 100, metadata, Map.of()),
            steps,
            minutes,
            epochs,
            false);
    MiniBatches batches = new MiniBatches(new int[] {8}, 1, 1);
    EpochObserver epochsSeen =
        new EpochObserver(
            batches,
            new Schedule.Constant(1),
            weights -> Optional.empty(),
            EarlyStopping.NEVER,
            TrainingListener.NONE,
            new StepTimer());
    return new CheckpointObserver(
        when, epochsSeen, batches.stepsPerEpoch(), LAST_STEP, 0, kept, () -> now[0]);
  }

  private static TrainingState state(int step) {
    return new TrainingState(new float[2], List.of(), step);
  }

  /** The steps that are kept of 20 that take 4 minutes each. */
  private List<String> kept(long steps, double minutes, int epochs) throws IOException {
    CheckpointObserver observer = observer(directory, steps, minutes, epochs, step -> {});
    for (int step = 1; step <= LAST_STEP; step++) {
      now[0] += TimeUnit.MINUTES.toNanos(4);
      observer.afterStep(state(step), new StepReport(step, 0, 1, 1, 0));
    }
    return new LocalFolders(directory)
        .list().stream().map(name -> name.replaceFirst("step-0*", "")).toList();
  }

  /** From step 6 to 10 something else lies where the checkpoints go. */
  @Test
  void aCheckpointThatCannotBeWrittenDoesNotEndTheRun() throws IOException {
    Path checkpoints = directory.resolve("checkpoints");
    List<Long> kept = new ArrayList<>();
    CheckpointObserver observer = observer(checkpoints, 2, 0, 0, kept::add);
    for (int step = 1; step <= LAST_STEP; step++) {
      if (step == 6) {
        Files.move(checkpoints, directory.resolve("aside"));
        Files.writeString(checkpoints, "in the way");
      }
      if (step == 11) {
        Files.delete(checkpoints);
        Files.move(directory.resolve("aside"), checkpoints);
      }
      observer.afterStep(state(step), new StepReport(step, 0, 1, 1, 0));
    }
    assertThat(kept).containsExactly(2L, 4L, 12L, 14L, 16L, 18L, 20L);
    assertThat(new LocalFolders(checkpoints).list()).hasSize(kept.size());
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
