package org.summand.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FormatsTest {
  @Test
  void numbersReadWell() {
    assertThat(Formats.count(12345.4)).isEqualTo("12,345");
    assertThat(Formats.decimal(0.21734)).isEqualTo("0.2173");
    assertThat(Formats.decimal(1.5e-7)).isEqualTo("1.500e-07");
    assertThat(Formats.percent(0.97216)).isEqualTo("97.22 %");
    assertThat(Formats.duration(12.4)).isEqualTo("0:12");
    assertThat(Formats.duration(3723)).isEqualTo("1:02:03");
  }

  @Test
  void ratesHaveTheDigitsTheyNeed() {
    assertThat(Formats.learningRate(0.001f)).isEqualTo("0.001");
    assertThat(Formats.learningRate(10)).isEqualTo("10");
    assertThat(Formats.learningRate(2.3456e-9)).isEqualTo("2.35e-09");
  }

  @Test
  void columnsOfATableAlign() {
    TextTable table = new TextTable(1, List.of("name", "rows"));
    table.add(List.of("x", "12,345"));
    assertThat(table.toString().lines()).containsExactly("name    rows", "x     12,345");
  }
}
