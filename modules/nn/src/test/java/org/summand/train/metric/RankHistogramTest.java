package org.summand.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankHistogramTest {
  private static double exact(double[] scores, boolean[] yes, double[] weights) {
    double pairs = 0;
    double won = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (yes[i] && !yes[j]) {
          double pair = weights[i] * weights[j];
          pairs += pair;
          won += scores[i] > scores[j] ? pair : scores[i] == scores[j] ? pair / 2 : 0;
        }
      }
    }
    return won / pairs;
  }

  /** Few bins make large errors; log-odds of every size make each bin's width count. */
  @ParameterizedTest
  @CsvSource({"65536,1,1e-5", "65536,1000,1e-3", "65536,1e-3,1e-3", "1024,1,1e-3", "16,2,0.05"})
  void theAreaIsWithinItsBoundOfThatOfThePairs(int bins, double size, double mostError) {
    Random random = new Random(bins);
    int rows = 1500;
    double[] scores = new double[rows];
    boolean[] yes = new boolean[rows];
    double[] weights = new double[rows];
    RankHistogram histogram = new RankHistogram(bins);
    for (int i = 0; i < rows; i++) {
      double score = random.nextGaussian();
      yes[i] = random.nextGaussian() < score;
      scores[i] = size * score;
      weights[i] = random.nextDouble();
      histogram.add(scores[i], yes[i], weights[i]);
    }
    double off = Math.abs(histogram.area() - exact(scores, yes, weights));
    assertThat(off).isLessThanOrEqualTo(histogram.error() + 1e-12).isLessThan(mostError);
    assertThat(histogram.error()).isPositive();
  }

  @Test
  void equalScoresCountAHalf() {
    RankHistogram histogram = new RankHistogram(1 << 16);
    double[] scores = {-2, -2, 0, 0, 0, 3, 3};
    boolean[] yes = {false, true, false, true, true, true, false};
    double[] weights = {1, 2, 3, 1, 2, 1, 4};
    for (int i = 0; i < scores.length; i++) {
      histogram.add(scores[i], yes[i], weights[i]);
    }
    assertThat(histogram.area()).isCloseTo(exact(scores, yes, weights), within(1e-15));
    assertThat(histogram.error()).isCloseTo((2 + 3 * 3 + 4) / (2 * 6 * 8.0), within(1e-15));
  }

  @Test
  void rankingIsFullyRightOrFullyWrongAtTheEnds() {
    RankHistogram histogram = new RankHistogram(1 << 16);
    histogram.add(Float.MAX_VALUE, true, 1);
    histogram.add(-Float.MAX_VALUE, false, 1);
    assertThat(histogram.area()).isEqualTo(1);
    RankHistogram other = new RankHistogram(1 << 16);
    other.add(0, true, 1);
    other.add(1e-3, false, 1);
    assertThat(other.area()).isZero();
    histogram.add(other);
    assertThat(histogram.area()).isEqualTo(0.75);
  }
}
