package org.summand.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoiceTest {
  @Test
  void nothingNamedIsAll() {
    Choice all = Choice.parse(List.of());

    assertThat(all.workloads()).containsExactly(Workload.values());
    assertThat(all.systems()).containsExactly(SystemName.values());
    assertThat(all.records()).isEmpty();
  }

  @Test
  void workloadsAndSystemsAreNamedInAnyOrder() {
    Choice one = Choice.parse(List.of("pytorch", "--jvms", "1", "w3", "summand", "--record", "d"));

    assertThat(one.workloads()).containsExactly(Workload.W3);
    assertThat(one.systems()).containsExactly(SystemName.PYTORCH, SystemName.SUMMAND);
    assertThat(one.jvms()).isEqualTo(1);
    assertThat(one.records()).contains(Path.of("d"));
  }

  @Test
  void whatIsUnknownIsAnsweredWithWhatThereIs() {
    assertThatThrownBy(() -> Choice.parse(List.of("w9")))
        .hasMessageContaining("'w9'")
        .hasMessageContaining("w4")
        .hasMessageContaining("dl4j");
    assertThatThrownBy(() -> Choice.parse(List.of("--jvms"))).hasMessageContaining("needs a value");
  }
}
