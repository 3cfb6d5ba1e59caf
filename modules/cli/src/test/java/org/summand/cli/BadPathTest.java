package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.summand.cli.Cli.Result;

/** Every path that will be written is tried before a row is read. */
class BadPathTest extends BadInput {
  private void assertRefusedUnread(Result result, String... words) throws IOException {
    assertRefused(result, 2, words);
    assertThat(result.err()).doesNotContain("reading");
  }

  private Result withCheckpoints(Object path, Object... more) throws IOException {
    Object[] all =
        Stream.concat(Stream.of("--set", "checkpoint.path=" + path), Stream.of(more)).toArray();
    return train(data(), all);
  }

  @Test
  void checkpointsInAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "keep me");
    assertRefusedUnread(
        withCheckpoints(file), "checkpoint.path cannot be used", file + " is a file");
    assertRefusedUnread(withCheckpoints(file + "/below"), file + " is a file");
    assertThat(file).hasContent("keep me");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void placesWhereNobodyCanWrite() throws IOException {
    assertRefusedUnread(withCheckpoints("/proc/c"), "nothing can be written in /proc");
    assertRefusedUnread(
        trainTo(Path.of("/proc/m"), data()),
        "the model cannot go to /proc/m",
        "nothing can be written in /proc");
  }

  @Test
  void checkpointsWhereTheModelGoes() throws IOException {
    Path model = models().resolve("flowers");
    assertRefusedUnread(withCheckpoints(model), "checkpoint.path", "is model.path too");
    assertRefusedUnread(withCheckpoints(model + "/./"), "is model.path too");
    assertRefusedUnread(withCheckpoints(model + "/below"), "lies in model.path");
  }

  @Test
  void aModelBesideItsCheckpoints() throws IOException {
    Path checkpoints = models();
    for (int run = 0; run < 2; run++) {
      Path model = checkpoints.resolve("model" + run);
      Result result = trainTo(model, data(), "--set", "checkpoint.path=" + checkpoints, "--resume");
      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(model.resolve("model.json")).exists();
    }
  }

  @Test
  void fileSystemsThatAreNotThere() throws IOException {
    for (String out : new String[] {"s3a://bucket/m", "gopher://x/m"}) {
      Result result =
          Cli.run("train", "--data", data(), "--out", out, "--set", "network=4 -> 3 softmax");
      assertRefusedUnread(result, out);
    }
    assertRefusedUnread(
        withCheckpoints("s3a://bucket/c"),
        "the library for s3a: is not on the class path",
        "--packages");
    assertRefusedUnread(
        train(Path.of("x"), "--set", "data.path=gopher://x/y"), "there is no file or directory x");
  }

  /** Another run took the place while this one trained. */
  @Test
  void aModelWhosePlaceWasTakenIsSavedBeside() throws IOException {
    Path taken = models().resolve("flowers");
    AtomicBoolean isTaken = new AtomicBoolean();
    SparkListener other =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart start) {
            if (isTaken.compareAndSet(false, true)) {
              try {
                Files.createDirectories(taken);
                Files.writeString(taken.resolve("theirs"), "keep me");
              } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
              }
            }
          }
        };
    Cli.spark().sparkContext().addSparkListener(other);
    Result result;
    try {
      result = train(data());
    } finally {
      Cli.spark().sparkContext().removeSparkListener(other);
    }
    assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
    assertThat(result.err())
        .contains("could not be saved in " + taken, "exists already", "it is in ");
    assertThat(taken.resolve("theirs")).hasContent("keep me");
    try (Stream<Path> beside = Files.list(models())) {
      Path model = beside.filter(path -> !path.equals(taken)).findFirst().orElseThrow();
      assertThat(model.getFileName().toString()).startsWith("flowers-step-");
      assertThat(result.out()).contains("the model is in " + model);
      assertThat(Cli.run("evaluate", "--model", model, "--data", data()).exitCode()).isZero();
    }
  }
}
