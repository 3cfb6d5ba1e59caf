package org.summand.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.summand.spark.exchange.TimeProfile;
import org.summand.spark.exchange.TimeProfile.Phase;

/** What a profile tells, whatever the time went into. */
class ProfileReportTest {
  private static ProfileReport report(Phase most) {
    return new ProfileReport(
        new TimeProfile(Map.of(most, 9.0, Phase.REST, 1.0), 0, 0), 10, List.of());
  }

  @ParameterizedTest
  @EnumSource
  void everyPhaseIsInTheTableAndInTheJson(Phase phase) {
    assertThat(report(Phase.COMPUTE).text().lines().map(String::strip))
        .anyMatch(line -> line.startsWith(phase.text() + " "));
    ObjectNode json = new ObjectMapper().createObjectNode();
    report(Phase.COMPUTE).addTo(json);
    assertThat(json.get("profile").get("seconds").has(phase.text())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "LAUNCH, starts the resident tasks",
    "BROADCAST, brings weights and gradients around",
    "EXCHANGE, brings weights and gradients around",
    "LOAD, packs the shards",
    "VALIDATION, goes into validation",
    "OPTIMIZER, goes into the driver's sums and steps",
    "ADD, goes into the driver's sums and steps"
  })
  void theAdviceIsAboutWhatTookMost(Phase most, String about) {
    assertThat(report(most).text()).contains("Most of the time " + about);
  }

  @Test
  void whereNothingTookMostNothingIsAdvised() {
    TimeProfile even = new TimeProfile(Map.of(Phase.LOAD, 1.0, Phase.LAUNCH, 1.0), 0, 0);
    assertThat(new ProfileReport(even, 1, List.of()).text())
        .contains("No part takes most of the time.");
  }
}
