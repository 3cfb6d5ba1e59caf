package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.cli.Cli.Result;

/** The first command of the README. */
class DigitsTest {
  private static final Path CONF = Path.of("..", "..", "conf");

  @TempDir private Path directory;

  @Test
  void digitsAreToldApartAsWellAsTheReadmePromises() throws IOException {
    Result result =
        Cli.run(
            "train",
            "--conf",
            CONF.resolve("digits.conf"),
            "--data",
            CONF.resolve("data/digits.csv.gz"),
            "--out",
            directory.resolve("digits"),
            "--profile",
            "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode profile = result.json().get("profile");
    assertThat(profile.get("seconds").get("compute").asDouble()).isPositive();
    assertThat(profile.get("advice").asText()).isNotEmpty();
    assertThat(profile.get("forecasts"))
        .extracting(forecast -> forecast.get("executors").asInt())
        .containsExactly(1, 2, 4, 8, 16, 32);
    assertThat(profile.get("forecasts"))
        .allSatisfy(forecast -> assertThat(forecast.get("secondsAStep").asDouble()).isPositive());
    JsonNode epochs = result.json().get("epochs");
    JsonNode last = epochs.get(epochs.size() - 1).get("validation");
    assertThat(last.get("accuracy").asDouble()).isGreaterThanOrEqualTo(0.97);
  }
}
