package org.summand.benchmarks.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResamplesTest {
  private static final int ROWS = 5_000;

  @Test
  void theSpreadOfAShareIsTheBinomialOne() {
    double[] wrong = new double[ROWS];
    Arrays.fill(wrong, 0, ROWS / 5, 1);

    double[] losses = Resamples.losses(Task.CLASS, List.of(wrong));

    assertThat(losses).hasSize(Resamples.COUNT);
    assertThat(Moments.mean(losses)).isCloseTo(0.2, within(0.001));
    double binomial = Math.sqrt(0.2 * 0.8 / ROWS);
    assertThat(Moments.deviation(losses) / binomial).isCloseTo(1, within(0.1));
  }

  @Test
  void twoSystemsAreJudgedByTheSameRows() {
    double[] errors = new SplittableRandom(1).doubles(ROWS).toArray();
    double[] twice = Arrays.stream(errors).map(error -> 4 * error).toArray();

    double[] losses = Resamples.losses(Task.NUMBER, List.of(errors));
    double[] greater = Resamples.losses(Task.NUMBER, List.of(twice));

    // To the six digits that are kept.
    for (int i = 0; i < losses.length; i++) {
      assertThat(greater[i] / losses[i]).isCloseTo(2, within(1e-4));
    }
    assertThat(Moments.deviation(losses)).isGreaterThan(0);
  }

  @Test
  void trainingsAreAveragedAfterTheRoot() {
    double[] three = new double[ROWS];
    double[] four = new double[ROWS];
    Arrays.fill(three, 9);
    Arrays.fill(four, 16);

    assertThat(Resamples.losses(Task.NUMBER, List.of(three, four))).containsOnly(3.5);
  }

  @Test
  void aSpreadIsThatOfASample() {
    assertThat(Moments.deviation(new double[] {1, 2, 3})).isEqualTo(1);
    assertThat(Moments.deviation(new double[] {1})).isNaN();
  }
}
