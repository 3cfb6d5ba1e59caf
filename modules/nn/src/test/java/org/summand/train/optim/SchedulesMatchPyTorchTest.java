package org.summand.train.optim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rates of PyTorch's schedulers; see make_schedules.py, where their arguments stand. */
class SchedulesMatchPyTorchTest {
  /** Rates and factors are floats here: 0.9f to the 29th power is off by 8·10⁻⁷ of itself. */
  private static final double RELATIVE = 1e-6;

  @ParameterizedTest
  @ValueSource(strings = {"step", "exponential", "cosine"})
  void ratesAreThoseOfPyTorch(String name) throws IOException {
    Schedule schedule =
        switch (name) {
          case "step" -> new Schedule.Step(0.1f, 0.5f, 7);
          case "exponential" -> new Schedule.Exponential(0.1f, 0.9f, 1);
          case "cosine" -> new Schedule.Cosine(0.1f, 0.001f, 30);
          default -> throw new AssertionError(name);
        };
    try (InputStream in = getClass().getResourceAsStream("/org/summand/golden/schedules.json")) {
      JsonNode rates = new ObjectMapper().readTree(in).get(name);
      assertThat(rates).hasSize(30);
      for (int i = 0; i < rates.size(); i++) {
        assertThat(schedule.learningRate(i + 1) / rates.get(i).asDouble())
            .as("step %d", i + 1)
            .isBetween(1 - RELATIVE, 1 + RELATIVE);
      }
    }
  }
}
