package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.cli.Cli.Result;
import org.summand.model.LocalFolders;
import org.summand.train.checkpoint.CheckpointLock;

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
                "train.epochs=8",
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
    return new ProcessBuilder(OwnProcess.words(arguments))
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("killed.log").toFile())
        .start();
  }

  @Test
  void aRunKilledInTheMiddleEndsInTheSameBitsWhenResumed() throws Exception {
    assertThat(run(train("whole", "checkpoints-whole")).exitCode()).isZero();
    Process process = startInItsOwnProcess(train("resumed", "checkpoints"));
    Path later = directory.resolve("checkpoints/step-000000000030");
    for (int wait = 0; wait < 12_000 && process.isAlive() && !Files.exists(later); wait++) {
      Thread.sleep(10);
    }
    process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    assertThat(later).as(Files.readString(directory.resolve("killed.log"))).exists();
    assertThat(directory.resolve("resumed")).doesNotExist();

    Result refused = run(train("resumed", "checkpoints"));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("checkpoints of an earlier run", "--resume");
    assertThat(refused.err()).contains("process " + process.pid(), "is taken over");

    Result resumed = run(train("resumed", "checkpoints", "--resume"));
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(directory.resolve("resumed/weights.safetensors"))
        .hasSameBinaryContentAs(directory.resolve("whole/weights.safetensors"));
  }

  private static long epochsIn(Result result) {
    return result.out().lines().filter(line -> line.matches(" *\\d+ +\\d.*")).count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "temperature"})
  void aRunThatIsOverIsToldAgainAndItsModelWrittenIfItIsMissing(String calibration)
      throws Exception {
    String calibrated = "train.calibration=" + calibration;
    List<String> two =
        train("model", "checkpoints", "--set", "train.epochs=2", "--set", calibrated);
    assertThat(run(two).exitCode()).isZero();
    Path model = directory.resolve("model/weights.safetensors");
    FileTime written = Files.getLastModifiedTime(model);
    byte[] bytes = Files.readAllBytes(model);

    two.add("--resume");
    Result again = run(two);
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).contains("going on after step");
    assertThat(again.out()).contains("nothing was left to train", "the model is in");
    assertThat(epochsIn(again)).isEqualTo(2);
    assertThat(Files.getLastModifiedTime(model)).isEqualTo(written);

    for (String file : List.of("weights.safetensors", "model.json", "SHA256SUMS")) {
      Files.delete(directory.resolve("model").resolve(file));
    }
    Files.delete(directory.resolve("model"));
    assertThat(run(two).exitCode()).isZero();
    assertThat(model).hasBinaryContent(bytes);
  }

  /** It is another model, which is not in the way of this one unnoticed. */
  @Test
  void aRunThatIsOverIsNotCalibratedOverItsModel() {
    List<String> two = train("model", "checkpoints", "--set", "train.epochs=2");
    assertThat(run(two).exitCode()).isZero();
    two.addAll(List.of("--resume", "--set", "train.calibration=temperature"));
    Result refused = run(two);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("exists", "--overwrite");
    two.add("--overwrite");
    Result calibrated = run(two);
    assertThat(calibrated.exitCode()).as(calibrated.err()).isZero();
    assertThat(calibrated.out()).contains("the outputs are divided by the temperature");
  }

  @Test
  void aRunThatIsOverGoesOnForMoreEpochs() {
    String[] two = {"--set", "train.schedule.name=constant", "--set", "train.epochs=2"};
    String[] more = {"--set", "train.schedule.name=constant", "--set", "train.epochs=3"};
    assertThat(run(train("model", "checkpoints", two)).exitCode()).isZero();
    List<String> three = train("model", "checkpoints", more);
    three.add("--resume");
    Result inTheWay = run(three);
    assertThat(inTheWay.exitCode()).isEqualTo(2);
    assertThat(inTheWay.err()).contains("exists already");
    three.add("--overwrite");
    Result longer = run(three);
    assertThat(longer.exitCode()).as(longer.err()).isZero();
    assertThat(epochsIn(longer)).isEqualTo(3);
    assertThat(run(train("whole", "others", more)).exitCode()).isZero();
    assertThat(directory.resolve("model/weights.safetensors"))
        .hasSameBinaryContentAs(directory.resolve("whole/weights.safetensors"));
    List<String> one = train("other", "checkpoints", two);
    one.add("--resume");
    Result shorter = run(one);
    assertThat(shorter.exitCode()).isEqualTo(2);
    assertThat(shorter.err()).contains("a run is not made shorter");
  }

  @Test
  void aCosineGoesOnForMoreEpochsWhereItIsForced() {
    List<String> one = train("model", "checkpoints", "--set", "train.epochs=1");
    assertThat(run(one).exitCode()).isZero();
    List<String> two = train("longer", "checkpoints", "--set", "train.epochs=2", "--resume");
    Result refused = run(two);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("set checkpoint.extend to true");
    two.addAll(List.of("--set", "checkpoint.extend=true"));
    Result forced = run(two);
    assertThat(forced.exitCode()).as(forced.err()).isZero();
    assertThat(epochsIn(forced)).isEqualTo(2);
  }

  @Test
  void aDirectoryThatAnotherRunUsesIsRefused() throws Exception {
    Path checkpoints = directory.resolve("checkpoints");
    CheckpointLock other = CheckpointLock.take(new LocalFolders(checkpoints), sentence -> {});
    Result refused = run(train("model", "checkpoints"));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains(checkpoints + " is in use by the run of process ")
        .doesNotContain("reading");
    other.close();
    assertThat(checkpoints.resolve("lock")).doesNotExist();
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
