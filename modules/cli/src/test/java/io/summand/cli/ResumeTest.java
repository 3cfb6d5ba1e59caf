package io.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.summand.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --resume}, after a process that really died. */
class ResumeTest {
  private static final Path CONF = Path.of("..", "..", "conf");

  @TempDir private Path directory;

  private List<String> train(String out, String checkpoints, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--conf",
                CONF.resolve("digits.conf").toString(),
                "--data",
                CONF.resolve("data/digits.csv.gz").toString(),
                "--set",
                "train.epochs=12",
                "--set",
                "train.shards=3",
                "--set",
                "train.device=cpu",
                "--set",
                "checkpoint.everySteps=5",
                "--set",
                "checkpoint.path=" + directory.resolve(checkpoints),
                "--out",
                directory.resolve(out).toString()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static Result run(List<String> arguments) {
    return Cli.run(arguments.toArray());
  }

  private Process startInItsOwnProcess(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("..", "..", "deploy", "jvm-options"));
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("killed.log").toFile())
        .start();
  }

  @Test
  void aRunKilledInTheMiddleEndsInTheSameBitsWhenResumed() throws Exception {
    assertThat(run(train("whole", "checkpoints-whole")).exitCode()).isZero();
    Process process = startInItsOwnProcess(train("resumed", "checkpoints"));
    Path later = directory.resolve("checkpoints/step-000000000060");
    for (int wait = 0; wait < 1200 && process.isAlive() && !Files.exists(later); wait++) {
      Thread.sleep(50);
    }
    process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    assertThat(later).as(Files.readString(directory.resolve("killed.log"))).exists();
    assertThat(directory.resolve("resumed")).doesNotExist();

    Result refused = run(train("resumed", "checkpoints"));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("checkpoints of an earlier run", "--resume");

    Result resumed = run(train("resumed", "checkpoints", "--resume"));
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(directory.resolve("resumed/weights.safetensors"))
        .hasSameBinaryContentAs(directory.resolve("whole/weights.safetensors"));
  }

  @Test
  void anotherSeedIsRefusedInWords() {
    assertThat(run(train("one", "checkpoints", "--set", "train.epochs=1")).exitCode()).isZero();
    Result other =
        run(
            train(
                "other",
                "checkpoints",
                "--resume",
                "--set",
                "train.epochs=1",
                "--set",
                "train.seed=2"));
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("checkpoint of another run", "seed was '1' and is '2'");
    assertThat(directory.resolve("other")).doesNotExist();
  }

  @Test
  void nothingToResumeFromIsSaidBeforeAnyDataIsRead() {
    Result result =
        Cli.run("train", "--conf", CONF.resolve("digits.conf"), "--resume", "--out", "nowhere");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("checkpoint.path");
  }
}
