package org.summand.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.files.TemporaryNames;
import org.summand.model.LocalFolders;
import org.summand.model.ModelFormatException;
import org.summand.model.ModelMetadata;
import org.summand.nn.Network;
import org.summand.table.TableEncoder;
import org.summand.train.EpochReport;
import org.summand.train.Evaluation;
import org.summand.train.Temperature;
import org.summand.train.optim.TrainingState;

class CheckpointStoreTest {
  private static final OptionalInt TEN = OptionalInt.of(10);

  private static final Network NETWORK = Network.parse("3 -> 5 tanh -> 2 softmax");
  private static final Map<String, String> IDENTITY = Map.of("seed", "1", "data", "abc");

  @TempDir Path directory;

  private CheckpointStore checkpoints(Map<String, String> identity) {
    ModelMetadata metadata =
        new ModelMetadata(
            NETWORK, TableEncoder.ofVector("x", 3), List.of("label"), List.of(), 0, 1, Map.of());
    return new CheckpointStore(new LocalFolders(directory), 3, metadata, identity);
  }

  private static float[] floats(long seed) {
    Random random = new Random(seed);
    float[] floats = new float[NETWORK.weightCount()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) random.nextGaussian();
    }
    return floats;
  }

  private static EpochReport report(int epoch) {
    Evaluation evaluation = new Evaluation(NETWORK);
    evaluation.addLoss(0.1 * epoch, 7);
    evaluation.addPrediction(1.0 / 3, 0.5);
    return new EpochReport(
        epoch, 5 * epoch, 0.7 / epoch, 0.01f, Optional.of(evaluation), 70, 1.0 / epoch);
  }

  private static Checkpoint checkpoint(long step) {
    return new Checkpoint(
        new TrainingState(floats(step), List.of(floats(-step), floats(7 * step)), step),
        new EpochProgress(
            0.1 + step,
            1.0 / 3,
            17,
            1.0 / 7,
            0.7 / step,
            2,
            step - 1,
            Optional.of(floats(9)),
            List.of(report(1), report(2))));
  }

  private static void assertSame(Checkpoint one, Checkpoint other) {
    assertThat(one.state().step()).isEqualTo(other.state().step());
    assertThat(one.state().weights()).containsExactly(other.state().weights());
    assertThat(one.state().moments()).hasSameSizeAs(other.state().moments());
    for (int i = 0; i < one.state().moments().size(); i++) {
      assertThat(one.state().moments().get(i)).containsExactly(other.state().moments().get(i));
    }
    assertThat(one.progress().toTexts()).isEqualTo(other.progress().toTexts());
    assertThat(one.progress().bestWeights().orElseThrow())
        .containsExactly(other.progress().bestWeights().orElseThrow());
  }

  private List<String> kept() throws IOException {
    return new LocalFolders(directory).list();
  }

  @Test
  void whatIsReadIsWhatWasWrittenToTheBit() throws IOException {
    checkpoints(IDENTITY).save(checkpoint(12));
    assertSame(checkpoints(IDENTITY).last(2).orElseThrow(), checkpoint(12));
  }

  private static Map<String, String> lasting(int epochs, String data) {
    return Map.of("seed", "1", "data", data, "epochs", String.valueOf(epochs));
  }

  @Test
  void aRunMayLastLongerThanItWasBegunWithButNotShorter() throws IOException {
    checkpoints(lasting(10, "abc")).save(checkpoint(1));
    CheckpointStore longer = checkpoints(lasting(12, "abc"));
    for (RunLength rule : List.of(new RunLength(12, false, false), new RunLength(12, true, true))) {
      assertSame(longer.lasting(rule).last(2).orElseThrow(), checkpoint(1));
    }
    RunLength unchanged = new RunLength(10, true, false);
    assertSame(
        checkpoints(lasting(10, "abc")).lasting(unchanged).last(2).orElseThrow(), checkpoint(1));
    assertThatThrownBy(() -> longer.lasting(new RunLength(12, true, false)).last(2))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("checkpoint.extend");
    assertThatThrownBy(
            () -> checkpoints(lasting(8, "abc")).lasting(new RunLength(8, false, true)).last(2))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("not made shorter");
    assertThatThrownBy(() -> longer.last(2)).hasMessageContaining("epochs was '10' and is '12'");
    RunLength free = new RunLength(12, false, false);
    assertThatThrownBy(() -> checkpoints(lasting(12, "xyz")).lasting(free).last(2))
        .hasMessageContaining("data was 'abc' and is 'xyz'");
  }

  @Test
  void aRunThatHasEndedIsKnownByItsEpochsAndItsWeights() throws IOException {
    LocalFolders folders = new LocalFolders(directory);
    float[] best = floats(9);
    assertThat(CheckpointStore.endedWith(folders, TEN, best)).isFalse();
    checkpoints(lasting(10, "abc")).save(checkpoint(19));
    checkpoints(lasting(10, "abc")).save(checkpoint(20));
    assertThat(CheckpointStore.endedWith(folders, TEN, best)).isTrue();
    assertThat(CheckpointStore.endedWith(folders, TEN, Temperature.divide(NETWORK, best, 1.3f)))
        .as("divided by a temperature")
        .isTrue();
    assertThat(CheckpointStore.endedWith(folders, TEN, floats(20))).as("not the best").isFalse();
    assertThat(CheckpointStore.endedWith(folders, OptionalInt.of(11), best)).isFalse();
    assertThat(CheckpointStore.endedWith(folders, OptionalInt.empty(), best))
        .as("of any length")
        .isTrue();
    Checkpoint without = new Checkpoint(checkpoint(21).state(), EpochProgress.NONE);
    checkpoints(lasting(10, "abc")).save(without);
    assertThat(CheckpointStore.endedWith(folders, TEN, floats(21))).as("the last").isTrue();
    assertThat(CheckpointStore.endedWith(folders, TEN, best)).isFalse();
    Files.delete(directory.resolve("step-000000000021/model.json"));
    assertThat(CheckpointStore.endedWith(folders, TEN, floats(21))).as("damaged").isFalse();
  }

  @Test
  @SuppressWarnings("try") // Who holds the lock, and until when, is what is tested.
  void nothingIsSavedInADirectoryThatBecameAnothers() throws IOException {
    LocalFolders folders = new LocalFolders(directory);
    CheckpointLock lost = CheckpointLock.take(folders, said -> {});
    CheckpointStore checkpoints = checkpoints(IDENTITY).under(lost);
    checkpoints.save(checkpoint(1));
    lost.close();
    try (CheckpointLock others = CheckpointLock.take(folders, said -> {})) {
      assertThatThrownBy(() -> checkpoints.save(checkpoint(2)))
          .isInstanceOf(CheckpointsInUseException.class);
      assertThatThrownBy(() -> checkpoints.lock(said -> {}))
          .isInstanceOf(CheckpointsInUseException.class);
      assertThat(kept()).containsExactly("step-000000000001");
    }
    try (CheckpointLock again = checkpoints.lock(said -> {})) {
      checkpoints.save(checkpoint(2));
      assertThat(checkpoints.lock(said -> {})).as("held already").isSameAs(again);
    }
    assertThat(kept()).hasSize(2);
    assertThat(checkpoints.name()).isEqualTo(directory.toString());
  }

  @Test
  void digitsOfTheUsersLanguageChangeNoName() throws IOException {
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(String.format("%d", 1)).as("a language with digits of its own").isNotEqualTo("1");
      for (long step = 1; step <= 5; step++) {
        checkpoints(IDENTITY).save(checkpoint(step));
      }
      assertSame(checkpoints(IDENTITY).last(2).orElseThrow(), checkpoint(5));
    } finally {
      Locale.setDefault(usual);
    }
    assertSame(checkpoints(IDENTITY).last(2).orElseThrow(), checkpoint(5));
    assertThat(kept())
        .containsExactly("step-000000000003", "step-000000000004", "step-000000000005");
  }

  @Test
  void aDirectoryThatIsNotThereHasNoCheckpoint() throws IOException {
    assertThat(checkpoints(IDENTITY).last(2)).isEmpty();
  }

  @Test
  void theLastOnesAreKept() throws IOException {
    for (long step = 1; step <= 5; step++) {
      checkpoints(IDENTITY).save(checkpoint(step));
    }
    assertThat(kept())
        .containsExactly("step-000000000003", "step-000000000004", "step-000000000005");
  }

  @Test
  void aDamagedCheckpointIsPassedOverForTheOneBefore() throws IOException {
    checkpoints(IDENTITY).save(checkpoint(1));
    checkpoints(IDENTITY).save(checkpoint(2));
    Path last = directory.resolve("step-000000000002");
    try (Stream<Path> files = Files.list(last)) {
      for (Path file : files.toList()) {
        byte[] whole = Files.readAllBytes(file);
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
          damaged.seek(whole.length / 2);
          damaged.write(whole[whole.length / 2] ^ 1);
        }
        assertSame(checkpoints(IDENTITY).last(2).orElseThrow(), checkpoint(1));
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertSame(checkpoints(IDENTITY).last(2).orElseThrow(), checkpoint(1));
        Files.write(file, whole);
      }
    }
    assertSame(checkpoints(IDENTITY).last(2).orElseThrow(), checkpoint(2));
  }

  @Test
  void aCheckpointOfAnotherRunIsRefusedByName() throws IOException {
    checkpoints(IDENTITY).save(checkpoint(1));
    assertThatThrownBy(() -> checkpoints(Map.of("seed", "1", "data", "xyz")).last(2))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll("another run", "data was 'abc' and is 'xyz'");
  }

  @Test
  void leftoversOfAKilledRunDisturbNobodyAndGoWithTheNextCheckpoint() throws IOException {
    checkpoints(IDENTITY).save(checkpoint(1));
    for (String left :
        List.of(TemporaryNames.ofNew("step-000000000002"), TemporaryNames.ofOld("step-1"))) {
      Files.createDirectories(directory.resolve(left));
      Files.writeString(directory.resolve(left).resolve("model.json"), "half");
    }
    Files.createDirectories(directory.resolve(".hidden"));
    Files.createDirectories(directory.resolve("notes"));
    assertSame(checkpoints(IDENTITY).last(2).orElseThrow(), checkpoint(1));
    checkpoints(IDENTITY).save(checkpoint(2));
    try (Stream<Path> entries = Files.list(directory)) {
      assertThat(entries.map(entry -> entry.getFileName().toString()))
          .containsExactlyInAnyOrder(".hidden", "notes", "step-000000000001", "step-000000000002");
    }
  }

  @Test
  void aDamagedLaterOneDoesNotCostTheOneThatIsWritten() throws IOException {
    for (long step : new long[] {1, 2, 9}) {
      checkpoints(IDENTITY).save(checkpoint(step));
    }
    Files.delete(directory.resolve("step-000000000009/model.json"));
    for (long step : new long[] {3, 4, 5}) {
      checkpoints(IDENTITY).save(checkpoint(step));
      assertSame(checkpoints(IDENTITY).last(2).orElseThrow(), checkpoint(step));
    }
    assertThat(kept()).hasSize(4).contains("step-000000000009");
  }
}
