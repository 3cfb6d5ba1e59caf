package org.summand.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnStatisticsTest {
  private static Shard shard(float[] features, int columns) {
    int rows = features.length / columns;
    return new Shard(0, rows, features, new float[2 * rows]);
  }

  private static float[] random(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void meanAndDeviationAreThePopulations() {
    // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, variance 4.
    ColumnStatistics statistics =
        ColumnStatistics.of(shard(new float[] {2, 4, 4, 4, 5, 5, 7, 9}, 1), 1);

    assertThat(statistics.count(0)).isEqualTo(8);
    assertThat(statistics.mean(0)).isEqualTo(5);
    assertThat(statistics.deviation(0)).isEqualTo(2);
  }

  @Test
  void whatIsMissingIsNotCounted() {
    float none = Float.NaN;
    float[] features = {none, 2, 4, none, 4, 4, 5, none, 5, 7, 9, none};
    ColumnStatistics statistics = ColumnStatistics.of(shard(features, 1), 1);

    assertThat(statistics.count(0)).isEqualTo(8);
    assertThat(statistics.mean(0)).isEqualTo(5);
    assertThat(statistics.deviation(0)).isEqualTo(2);
    assertThat(statistics.least(0)).isEqualTo(2);
    assertThat(statistics.range(0)).isEqualTo(7);
  }

  /** What a column begins from is no number of its own. */
  @Test
  void rangeIsOfTheNumbersSeenOnWhicheverSideOfZero() {
    for (float[] column : new float[][] {{-7, -3, -5}, {3, 7, 5}, {-3, -3, -3}, {3, 3, 3}}) {
      ColumnStatistics statistics = ColumnStatistics.of(shard(column, 1), 1);
      boolean varies = column[0] != column[1];
      assertThat(statistics.least(0)).isEqualTo(column[0]);
      assertThat(statistics.range(0)).isEqualTo(varies ? 4 : 0);
      assertThat(statistics.varies(0)).isEqualTo(varies);
    }
  }

  /** Where a column is cut must not matter; sums are in double, so to a few ulps of a float. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 50, 99, 100})
  void mergedPartsHaveTheStatisticsOfTheWhole(int cut) {
    int columns = 3;
    float[] features = random(100 * columns, 42);
    ColumnStatistics whole = ColumnStatistics.of(shard(features, columns), columns);
    ColumnStatistics merged =
        new ColumnStatistics(columns)
            .add(ColumnStatistics.of(part(features, 0, cut * columns, columns), columns))
            .add(new ColumnStatistics(columns))
            .add(
                ColumnStatistics.of(
                    part(features, cut * columns, features.length, columns), columns));

    for (int c = 0; c < columns; c++) {
      assertThat(merged.count(c)).isEqualTo(whole.count(c));
      assertThat(merged.least(c)).isEqualTo(whole.least(c));
      assertThat(merged.range(c)).isEqualTo(whole.range(c));
      assertThat(merged.mean(c)).isCloseTo(whole.mean(c), within(1e-14));
      assertThat(merged.deviation(c)).isCloseTo(whole.deviation(c), within(1e-14));
    }
  }

  private static Shard part(float[] features, int from, int to, int columns) {
    return shard(Arrays.copyOfRange(features, from, to), columns);
  }

  @Test
  void aConstantColumnDoesNotVary() {
    // 0.1 is not a binary fraction: a variance computed as E[x²] − E[x]² would not be 0.
    float[] features = new float[1000];
    Arrays.fill(features, 0.1f);
    ColumnStatistics statistics = ColumnStatistics.of(shard(features, 1), 1);

    assertThat(statistics.varies(0)).isFalse();
    assertThat(statistics.deviation(0)).isZero();
  }

  /**
   * A float near 10⁶ has steps of 1/16, so ±1 is kept exactly; a sum of squares in float is not.
   */
  @Test
  void smallDeviationsFromALargeOffsetAreKept() {
    int rows = 10_000;
    float[] features = new float[rows];
    for (int r = 0; r < rows; r++) {
      features[r] = 1e6f + (r % 2 == 0 ? 1 : -1);
    }
    ColumnStatistics statistics = new ColumnStatistics(1);
    for (int from = 0; from < rows; from += 1000) {
      statistics.add(ColumnStatistics.of(part(features, from, from + 1000, 1), 1));
    }

    assertThat((float) statistics.mean(0)).isEqualTo(1e6f);
    // Means near 10⁶ are off by 10⁻¹⁰ in double, which is lost when rounding to float.
    assertThat(statistics.deviation(0)).isCloseTo(1, within(1e-7));
  }

  @Test
  void noRowsHaveNoNumbersAndDoNotVary() {
    ColumnStatistics none = new ColumnStatistics(2);
    assertThat(none.count(1)).isZero();
    assertThat(none.mean(1)).isZero();
    assertThat(none.varies(1)).isFalse();
    assertThat(none.deviation(1)).isZero();
  }

  @Test
  void sameOrderOfMergingGivesTheSameBits() {
    float[] features = random(900, 5);
    ColumnStatistics first = new ColumnStatistics(3);
    ColumnStatistics second = new ColumnStatistics(3);
    for (int from = 0; from < 900; from += 90) {
      first.add(ColumnStatistics.of(part(features, from, from + 90, 3), 3));
      second.add(ColumnStatistics.of(part(features, from, from + 90, 3), 3));
    }
    for (int c = 0; c < 3; c++) {
      assertThat(first.mean(c)).isEqualTo(second.mean(c));
      assertThat(first.deviation(c)).isEqualTo(second.deviation(c));
    }
  }
}
