package org.summand.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalingMethodTest {
  @Test
  void onlyWhatDependsOnTheDataIsLearned() {
    assertThat(ScalingMethod.parse("none").isLearned()).isFalse();
    assertThat(ScalingMethod.parse("divide 255").isLearned()).isFalse();
    assertThat(ScalingMethod.parse("standardize").isLearned()).isTrue();
    assertThat(ScalingMethod.parse("minmax").isLearned()).isTrue();
    assertThat(ScalingMethod.parse("robust").isLearned()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "divide",
        "divide 0",
        "divide NaN",
        "divide Infinity",
        "divide 1e-45",
        "divide x",
        "divide 2 3",
        "multiply 2",
        "minmax 2",
        "Minmax"
      })
  void otherTextsAreRefusedWithWhatThereIs(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScalingMethod.parse(text))
        .withMessageContainingAll(
            "'" + text + "'", "auto, none, robust, standardize, minmax", "'divide 255'");
  }
}
