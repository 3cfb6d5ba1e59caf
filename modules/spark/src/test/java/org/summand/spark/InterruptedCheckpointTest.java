package org.summand.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.model.Folders;
import org.summand.model.ModelMetadata;
import org.summand.nn.Network;
import org.summand.spark.io.HadoopFolders;
import org.summand.table.TableEncoder;
import org.summand.train.checkpoint.Checkpoint;
import org.summand.train.checkpoint.CheckpointStore;
import org.summand.train.checkpoint.EpochProgress;
import org.summand.train.optim.TrainingState;

/** A process that dies while it keeps a checkpoint, at every single change it makes to the disk. */
class InterruptedCheckpointTest {
  private static final Network NETWORK = Network.parse("1 -> 1 linear");

  @TempDir private Path directory;

  private static CheckpointStore checkpoints(Path folder) {
    Configuration hadoop = new Configuration(false);
    hadoop.setClass("fs." + DyingDisk.SCHEME + ".impl", DyingDisk.class, FileSystem.class);
    Folders folders =
        new HadoopFolders(
            new org.apache.hadoop.fs.Path(DyingDisk.SCHEME + ":" + folder.toAbsolutePath()),
            hadoop);
    ModelMetadata metadata =
        new ModelMetadata(
            NETWORK, TableEncoder.ofNumbers(List.of("x")), List.of("y"), List.of(), 0, 1, Map.of());
    return new CheckpointStore(folders, 1, metadata, Map.of("seed", "1"));
  }

  private static Checkpoint checkpoint(long step) {
    return new Checkpoint(
        new TrainingState(new float[] {step, -step}, List.of(), step), EpochProgress.NONE);
  }

  /** The step of the checkpoint that a run would go on from. */
  private static long last(Path folder) throws IOException {
    TrainingState state = checkpoints(folder).last(0).orElseThrow().state();
    assertThat(state.weights()).containsExactly(state.step(), -state.step());
    return state.step();
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  /** Keeps a checkpoint and says whether the process lived to the end of it. */
  private static boolean lives(Path folder, long step, long changes) throws IOException {
    DyingDisk.changesLeft = changes;
    try {
      checkpoints(folder).save(checkpoint(step));
      return true;
    } catch (DyingDisk.Death death) {
      return false;
    }
  }

  @Test
  void thereIsAlwaysAWholeCheckpointToGoOnFrom() throws IOException {
    dieAfterEvery(17);
  }

  @Test
  @Tag("slow")
  void atEveryMomentThereIsAWholeCheckpointToGoOnFrom() throws IOException {
    dieAfterEvery(1);
  }

  /** Saves again and again, and lets the process live for so many changes more each time. */
  private void dieAfterEvery(int more) throws IOException {
    long changes = 0;
    long oldOnes = 0;
    Path folder;
    boolean lived;
    do {
      folder = directory.resolve(String.valueOf(changes));
      assertThat(lives(folder, 1, Long.MAX_VALUE)).isTrue();
      lived = lives(folder, 2, changes);
      oldOnes += last(folder) == 1 ? more : 0;
      changes += more;
      assertThat(lives(folder, 3, Long.MAX_VALUE)).isTrue();
      assertThat(last(folder)).isEqualTo(3);
      assertThat(entries(folder)).containsExactly(folder.resolve("step-000000000003"));
    } while (!lived);
    long bytes = 0;
    for (Path file : entries(folder.resolve("step-000000000003"))) {
      bytes += Files.size(file);
    }
    // Every byte comes before the rename that shows them.
    assertThat(oldOnes).isGreaterThan(bytes);
    assertThat(changes).isGreaterThan(oldOnes);
  }
}
