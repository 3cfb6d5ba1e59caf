package org.summand.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelLoopsTest {
  /** How much of an array stays outside of a window. */
  private static final int OUTSIDE = 17;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 131_072, 262_143, 262_144, 1_000_001})
  void eachElementOfAWindowIsMetOnce(int length) {
    int[] met = new int[length + 2 * OUTSIDE];
    ParallelLoops.forEach(
        OUTSIDE,
        OUTSIDE + length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            met[i]++;
          }
        });

    int[] expected = new int[met.length];
    Arrays.fill(expected, OUTSIDE, OUTSIDE + length, 1);
    assertThat(met).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 262_144, 1_000_001})
  void aSumHasTheSameBitsEveryTime(int length) {
    double[] values = new Random(1).doubles(length).toArray();
    double first = sum(values);

    double inOrder = 0;
    for (double value : values) {
      inOrder += value;
    }
    assertThat(first).isCloseTo(inOrder, within(1e-9 * length));
    for (int again = 0; again < 20; again++) {
      assertThat(sum(values)).isEqualTo(first);
    }
  }

  private static double sum(double[] values) {
    return ParallelLoops.sum(
        values.length,
        (from, to) -> {
          double sum = 0;
          for (int i = from; i < to; i++) {
            sum += values[i];
          }
          return sum;
        });
  }
}
