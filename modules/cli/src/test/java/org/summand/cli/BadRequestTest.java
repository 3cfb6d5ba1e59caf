package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.summand.cli.Cli.Result;

/** Settings, options and paths that are wrong, and a run that goes wrong. */
class BadRequestTest extends BadInput {
  @Test
  void settingsThatAreNotPositive() throws IOException {
    assertRefused(
        train(data(), "--set", "train.schedule.rate=0"),
        2,
        "train.schedule.rate is a number greater than 0",
        "--set train.schedule.rate=0");
    assertRefused(
        train(data(), "--set", "train.batchSize=-1"),
        2,
        "train.batchSize is a whole number of at least 1",
        "-1");
  }

  @Test
  void unknownKey() throws IOException {
    Path conf = Files.writeString(directory.resolve("run.conf"), "train {\n  epoch = 3\n}\n");
    assertRefused(
        train(data(), "--conf", conf),
        2,
        "there is no key 'train.epoch'",
        "run.conf, line 2",
        "did you mean 'train.epochs'?");
  }

  @Test
  void unknownOption() throws IOException {
    assertRefused(train(data(), "--overwrit"), 2, "--overwrit", "--overwrite", "--help");
  }

  @Test
  void wrongNetwork() throws IOException {
    assertRefused(
        train(data(), "--set", "network=4 -> 8 reluu -> 3 softmax"), 2, "reluu", "network");
  }

  @Test
  void unknownDevice() throws IOException {
    assertRefused(train(data(), "--set", "train.device=abacus"), 2, "'abacus'", "there is cpu");
  }

  @Test
  void classWeightsForOtherClasses() throws IOException {
    assertRefused(
        train(data(), "--set", "data.classWeights=[1, 2]"), 2, "2 class weights for 3 classes");
  }

  @Test
  void missingConfiguration() throws IOException {
    assertRefused(train(data(), "--conf", "no.conf"), 2, "no configuration file no.conf");
  }

  @Test
  void outputThatExists() throws IOException {
    Path there = Files.createDirectories(directory.resolve("there"));
    Result result = trainTo(there, data());
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("exists already", "--overwrite").doesNotContain("epoch");
  }

  @Test
  void whatIsNoModelIsNeverOverwritten() throws IOException {
    Path letters = Files.createDirectories(directory.resolve("letters"));
    Files.writeString(letters.resolve("dear.txt"), "keep me");
    Result result = trainTo(letters, data(), "--overwrite");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains("does not look like an earlier model")
        .doesNotContain("epoch");
    assertThat(letters.resolve("dear.txt")).hasContent("keep me");
  }

  @Test
  void gradientThatDiverges() throws IOException {
    Object[] fast = {
      "--set", "train.optimizer.name=sgd", "--set", "train.schedule.rate=1e30",
      "--set", "network=4 -> 8 relu -> 1 linear", "--set", "train.batchSize=8"
    };
    Result result = train(data(), fast);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
    assertThat(result.err()).contains("diverged in step", "learning rate 1.0E30");
    assertThat(result.err()).doesNotContain("\tat ");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void lastGoodStateIsKeptWhenTrainingDiverges() throws IOException {
    Object[] rising = {
      "--set", "train.optimizer.name=sgd", "--set", "train.schedule.rate=1e30",
      "--set", "train.schedule.warmUp=1e9", "--set", "train.epochs=1000",
      "--set", "network=4 -> 8 relu -> 1 linear", "--set", "train.batchSize=8"
    };
    Result result = train(data(), rising);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
    assertThat(result.err()).contains("diverged in step", "the model as of step");
    assertThat(models().resolve("flowers/model.json")).exists();
  }

  @Test
  void stackTracesAreForDebugging() throws IOException {
    Result result = train(directory.resolve("flours.csv"), "--debug");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("\tat org.summand");
  }
}
