package org.summand.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.files.TemporaryNames;
import org.summand.model.LocalFolders;

/** A process that is killed again and again, mostly while it writes a checkpoint. */
class KilledTrainingTest {
  @TempDir Path directory;

  private Process start(String checkpoints, String model) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // Most of its time is its start, which these make shorter.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            KilledTraining.class.getName(),
            directory.resolve(checkpoints).toString(),
            directory.resolve(model).toString())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("log").toFile())
        .start();
  }

  private List<String> names() throws IOException {
    Path checkpoints = directory.resolve("checkpoints");
    if (!Files.exists(checkpoints)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(checkpoints)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  private List<String> whole() throws IOException {
    return new LocalFolders(directory.resolve("checkpoints")).list();
  }

  private boolean hasLeftovers() throws IOException {
    return names().stream().anyMatch(TemporaryNames::matches);
  }

  /** Kills it once it has got further, at any moment or while it writes a checkpoint. */
  private void kill(Process process, boolean whileItWrites, Random random) throws Exception {
    List<String> before = whole();
    while (process.isAlive() && whole().equals(before)) {
      Thread.sleep(1);
    }
    long moment = System.nanoTime() + random.nextInt(20_000_000);
    while (process.isAlive()
        && (System.nanoTime() < moment || (whileItWrites && !hasLeftovers()))) {
      Thread.onSpinWait();
    }
    process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
  }

  @Test
  void aProcessKilledAtAnyMomentEndsInTheBitsOfOneThatWasNot() throws Exception {
    assertThat(start("undisturbed", "expected").waitFor()).isZero();
    Random random = new Random(1);
    int duringWrites = 0;
    for (int kill = 0; kill < 8; kill++) {
      kill(start("checkpoints", "model"), kill % 2 == 0, random);
      assertThat(whole()).as(Files.readString(directory.resolve("log"))).isNotEmpty();
      duringWrites += hasLeftovers() ? 1 : 0;
    }
    assertThat(duringWrites).as("kills while a checkpoint was written").isPositive();
    assertThat(directory.resolve("model")).doesNotExist();
    assertThat(start("checkpoints", "model").waitFor()).isZero();
    assertThat(directory.resolve("model/weights.safetensors"))
        .hasSameBinaryContentAs(directory.resolve("expected/weights.safetensors"));
    assertThat(whole()).hasSize(KilledTraining.KEPT);
    assertThat(names()).hasSize(KilledTraining.KEPT);
  }
}
