package org.summand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void sparksVersionIsWhatSparkSays() {
    Cli.Result result = Cli.run("--version");
    assertThat(result.out())
        .contains("Java " + System.getProperty("java.version"))
        .contains("Spark " + Cli.spark().version() + System.lineSeparator());
    assertThat(result.err()).isEmpty();
  }
}
