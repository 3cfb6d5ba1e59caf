package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.summand.cli.Cli.Result;

/** Models that are not what they should be, and rows that they cannot answer for. */
class BadModelTest extends BadInput {
  private Path model() throws IOException {
    Path model = directory.resolve("model");
    Result result = trainTo(model, data());
    assertThat(result.exitCode()).as(result.err()).isZero();
    return model;
  }

  @Test
  void missingModel() throws IOException {
    Path missing = directory.resolve("nowhere");
    assertRefused(
        Cli.run("evaluate", "--model", missing, "--data", data()),
        2,
        "there is no model at " + missing);
  }

  @Test
  void modelThatWasCut() throws IOException {
    Path weights = model().resolve("weights.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(bytes, bytes.length - 10));
    assertRefused(
        Cli.run("evaluate", "--model", weights.getParent(), "--data", data()),
        2,
        weights.toString());
  }

  @Test
  void modelOfWhichOneByteWasAltered() throws IOException {
    for (String file : List.of("weights.safetensors", "model.json", "SHA256SUMS")) {
      Path altered = model().resolve(file);
      byte[] bytes = Files.readAllBytes(altered);
      bytes[bytes.length - 3] ^= 1;
      Files.write(altered, bytes);
      assertRefused(
          Cli.run("predict", "--model", altered.getParent(), "--data", data()),
          2,
          altered.getParent().toString());
      deleteModel(altered.getParent());
    }
  }

  private static void deleteModel(Path model) throws IOException {
    try (Stream<Path> files = Files.list(model)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(model);
  }

  @Test
  void modelOfAnotherNetwork() throws IOException {
    assertRefused(
        Cli.run(
            "evaluate", "--model", model(), "--data", data(), "--set", "network=4 -> 3 softmax"),
        2,
        "is the network '" + Flowers.NETWORK + "'",
        "'4 -> 3 softmax'");
  }

  @Test
  void rowsToPredictThatAreNotNumbers() throws IOException {
    Path model = model();
    Path data = Files.writeString(directory.resolve("new.csv"), "a,b,c,d\n1,2,3,4\n1,2,x,4\n");
    Path out = models().resolve("predictions");
    assertRefused(
        Cli.run("predict", "--model", model, "--data", data, "--out", out),
        1,
        "'x' in column 'c' is not a number in line 3 of " + data);
  }
}
