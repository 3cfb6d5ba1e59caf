package org.summand.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinimumTest {
  private static final double TOLERANCE = 1e-3;

  private int asked;

  private double near(DoubleUnaryOperator function) {
    asked = 0;
    return Minimum.near(
        x -> {
          asked++;
          return function.applyAsDouble(x);
        },
        0,
        0.25,
        5,
        TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-4, 0.25, -0.25, 0.7, -1.9, 3.3, -3.9, 3.9})
  void itIsFoundWhereverItIsAndWhateverItsShape(double at) {
    assertThat(near(x -> 7 + (x - at) * (x - at))).isCloseTo(at, within(TOLERANCE));
    assertThat(asked).isLessThan(16);
    assertThat(near(x -> Math.pow(Math.abs(x - at), 1.5))).isCloseTo(at, within(TOLERANCE));
    assertThat(asked).isLessThan(40);
    assertThat(near(x -> Math.pow(x - at, 4))).isCloseTo(at, within(0.05));
    assertThat(asked).isLessThan(40);
    // Steep to one side.
    assertThat(near(x -> Math.exp(4 * (x - at)) - 4 * x)).isCloseTo(at, within(TOLERANCE));
    assertThat(asked).isLessThan(30);
  }

  @Test
  void whereItFallsToTheEndThereIsNone() {
    assertThat(near(x -> x)).isNaN();
    assertThat(near(x -> -x)).isNaN();
    assertThat(near(x -> Math.exp(-x))).isNaN();
    assertThat(near(x -> (x - 6) * (x - 6))).isNaN();
    assertThat(near(x -> Double.NaN)).isNaN();
  }

  @Test
  void aFlatFunctionHasItAnywhere() {
    assertThat(near(x -> 1)).isBetween(-5.0, 5.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 3, 5, 8})
  void ofSeveralItFindsOneThatIsNoHigherThanTheBeginning(double waves) {
    DoubleUnaryOperator function = x -> Math.sin(waves * x) + 0.1 * x * x;
    assertThat(function.applyAsDouble(near(function)))
        .isLessThanOrEqualTo(function.applyAsDouble(0));
  }
}
