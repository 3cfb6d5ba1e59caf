package org.summand.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalingMethodTest {
  /** Two columns of three rows. */
  private static final float[] FEATURES = {2, -10, 4, 10, 6, 0};

  private static float[] scaled(String method) {
    ColumnStatistics statistics =
        ColumnStatistics.of(new Shard(0, 3, FEATURES, new float[] {1, 1, 1}), 2);
    float[] features = FEATURES.clone();
    ScalingMethod.parse(method).learn(statistics, 2).apply(features, 3);
    return features;
  }

  @Test
  void everyMethodDoesWhatItsNameSays() {
    assertThat(scaled(" none ")).containsExactly(FEATURES);
    assertThat(scaled("divide  -2")).containsExactly(-1, 5, -2, -5, -3, -0f);
    assertThat(scaled("minmax")).containsExactly(0, 0, 0.5f, 1, 1, 0.5f);
    float deviation = (float) Math.sqrt(8 / 3.0);
    assertThat(scaled("standardize")[0]).isCloseTo(-2 / deviation, within(1e-6f));
    assertThat(scaled("standardize")[5]).isZero();
  }

  @Test
  void onlyWhatDependsOnTheDataIsLearned() {
    assertThat(ScalingMethod.parse("none").isLearned()).isFalse();
    assertThat(ScalingMethod.parse("divide 255").isLearned()).isFalse();
    assertThat(ScalingMethod.parse("standardize").isLearned()).isTrue();
    assertThat(ScalingMethod.parse("minmax").isLearned()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "divide",
        "divide 0",
        "divide NaN",
        "divide Infinity",
        "divide x",
        "divide 2 3",
        "multiply 2",
        "minmax 2",
        "Minmax"
      })
  void otherTextsAreRefusedWithWhatThereIs(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScalingMethod.parse(text))
        .withMessageContainingAll("'" + text + "'", "none, standardize, minmax", "'divide 255'");
  }
}
