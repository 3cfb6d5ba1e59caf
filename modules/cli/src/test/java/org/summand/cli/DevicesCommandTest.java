package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DevicesCommandTest {
  @Test
  void theProcessorIsAlwaysThere() throws IOException {
    JsonNode devices = Cli.run("devices", "--json").json().get("devices");
    JsonNode last = devices.get(devices.size() - 1);
    assertThat(last.get("name").asText()).isEqualTo("cpu");
    assertThat(last.get("kind").asText()).isEqualTo("CPU");
    assertThat(last.get("selfTest").asText()).isEqualTo("passed");
    assertThat(last.get("memoryBytes").asLong()).isPositive();
    assertThat(last.get("gigaflopsOfOneThread").asDouble()).isPositive();
  }

  @Test
  void whatAutoTakesIsOneOfThem() throws IOException {
    JsonNode prediction = Cli.run("devices", "--json").json();
    assertThat(prediction.get("devices").findValuesAsText("name"))
        .contains(prediction.get("auto").asText());
  }
}
