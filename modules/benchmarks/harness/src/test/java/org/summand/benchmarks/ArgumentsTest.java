package org.summand.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
  @Test
  void nothingNamedIsAll() {
    Arguments all = Arguments.parse(List.of());

    assertThat(all.workloads()).containsExactly(Workload.values());
    assertThat(all.systems()).containsExactly(SystemName.values());
    assertThat(all.records()).isEmpty();
    assertThat(all.page()).isEmpty();
  }

  @Test
  void workloadsAndSystemsAreNamedInAnyOrder() {
    Arguments one =
        Arguments.parse(
            List.of("pytorch", "--jvms", "1", "small-step", "summand", "--record", "d"));

    assertThat(one.workloads()).containsExactly(Workload.SMALL_STEP);
    assertThat(one.systems()).containsExactly(SystemName.PYTORCH, SystemName.SUMMAND);
    assertThat(one.jvms()).isEqualTo(1);
    assertThat(one.records()).contains(Path.of("d"));
  }

  @Test
  void whatIsNamedTwiceIsMeasuredOnce() {
    Arguments twice = Arguments.parse(List.of("exchange", "summand", "exchange", "summand"));

    assertThat(twice.workloads()).containsExactly(Workload.EXCHANGE);
    assertThat(twice.systems()).containsExactly(SystemName.SUMMAND);
  }

  @Test
  void whatIsUnknownIsAnsweredWithWhatThereIs() {
    assertThatThrownBy(() -> Arguments.parse(List.of("step")))
        .hasMessageContaining("'step'")
        .hasMessageContaining("[time-to-accuracy, large-step, small-step, exchange, transform]")
        .hasMessageContaining("dl4j");
    assertThatThrownBy(() -> Arguments.parse(List.of("--jvms")))
        .hasMessageContaining("needs a value");
    assertThatThrownBy(() -> Arguments.parse(List.of("--record", "")))
        .hasMessageContaining("--record needs a value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "two", "1.5", "99999999999"})
  void aNumberOfJvmsIsOneOrMore(String text) {
    assertThatThrownBy(() -> Arguments.parse(List.of("--jvms", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--jvms needs a number of 1 or more, not '" + text + "'");
  }
}
