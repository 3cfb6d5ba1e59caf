package org.summand.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.compute.Loss;

class LabelTaskTest {
  @ParameterizedTest
  @ValueSource(strings = {"auto", "classes", "numbers", "counts", "quantiles 0.05 0.5 0.95"})
  void aTaskIsReadBackFromItsText(String text) {
    assertThat(LabelTask.parse(text)).hasToString(text);
    assertThat(LabelTask.parse("  " + text.replace(" ", "   "))).isEqualTo(LabelTask.parse(text));
  }

  @Test
  void quantilesHaveLevelsAlsoWhereNoneAreSaid() {
    assertThat(LabelTask.parse("quantiles")).isEqualTo(LabelTask.QUANTILES);
    assertThat(LabelTask.QUANTILES.numbers()).isEqualTo(Loss.quantiles(0.1f, 0.5f, 0.9f));
    assertThat(LabelTask.EXPECTED).endsWith("as in 'quantiles 0.1 0.5 0.9'");
  }

  @Test
  void otherTextsAreRefused() {
    for (String wrong : new String[] {"", "guess", "numbers 3", "counts 0.5"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LabelTask.parse(wrong))
          .withMessage(null);
    }
    assertThatThrownBy(() -> LabelTask.parse("quantiles a"))
        .isInstanceOf(NumberFormatException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LabelTask.parse("quantiles 0.9 0.1"))
        .withMessageContaining("0.1 stands behind 0.9");
  }

  @Test
  void aNetworkForSomethingElseIsRefused() {
    Loss quantiles = Loss.quantiles(0.5f);
    LabelTask.AUTO.requireFit("task", Loss.HUBER, "it");
    LabelTask.NUMBERS.requireFit("task", Loss.HUBER, "it");
    LabelTask.CLASSES.requireFit("task", Loss.BINARY_CROSS_ENTROPY, "it");
    LabelTask.COUNTS.requireFit("task", Loss.POISSON, "it");
    LabelTask.parse("quantiles 0.5").requireFit("task", quantiles, "it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LabelTask.QUANTILES.requireFit("task", quantiles, "net"))
        .withMessage(
            "task is quantiles 0.1 0.5 0.9 but the network 'net' ends in a layer for quantiles 0.5;"
                + " leave one of the two out");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LabelTask.NUMBERS.requireFit("task", Loss.POISSON, "net"));
  }
}
