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
  void standardizeSubtractsTheMeanAndDividesByThePopulationsDeviation() {
    // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, variance 4.
    ColumnStatistics statistics =
        ColumnStatistics.of(shard(new float[] {2, 4, 4, 4, 5, 5, 7, 9}, 1), 1);

    assertThat(statistics.rows()).isEqualTo(8);
    assertThat(statistics.standardize().offset()).containsExactly(5);
    assertThat(statistics.standardize().factor()).containsExactly(0.5f);
  }

  @Test
  void minMaxBringsTheRangeToZeroAndOne() {
    float[] features = {-2, 10, 6, 20, 0, 15};
    Scaling scaling = ColumnStatistics.of(shard(features, 2), 2).minMax();

    scaling.apply(features, 3);

    assertThat(features).containsExactly(0, 0, 1, 1, 0.25f, 0.5f);
  }

  /** What a column begins from is no number of its own. */
  @Test
  void rangeIsOfTheNumbersSeenOnWhicheverSideOfZero() {
    for (float[] column : new float[][] {{-7, -3, -5}, {3, 7, 5}, {-3, -3, -3}, {3, 3, 3}}) {
      float[] scaled = column.clone();
      ColumnStatistics.of(shard(column, 1), 1).minMax().apply(scaled, 3);
      boolean varies = column[0] != column[1];
      assertThat(scaled).containsExactly(0, varies ? 1 : 0, varies ? 0.5f : 0);
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

    assertThat(merged.rows()).isEqualTo(whole.rows());
    assertThat(merged.minMax().offset()).isEqualTo(whole.minMax().offset());
    assertThat(merged.minMax().factor()).isEqualTo(whole.minMax().factor());
    assertThat(merged.standardize().offset())
        .usingComparatorWithPrecision(1e-7f)
        .containsExactly(whole.standardize().offset());
    assertThat(merged.standardize().factor())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(whole.standardize().factor());
  }

  private static Shard part(float[] features, int from, int to, int columns) {
    return shard(Arrays.copyOfRange(features, from, to), columns);
  }

  @Test
  void aConstantColumnBecomesZero() {
    // 0.1 is not a binary fraction: a variance computed as E[x²] − E[x]² would not be 0.
    float[] features = new float[1000];
    Arrays.fill(features, 0.1f);
    ColumnStatistics statistics = ColumnStatistics.of(shard(features, 1), 1);

    for (Scaling scaling : new Scaling[] {statistics.standardize(), statistics.minMax()}) {
      float[] scaled = features.clone();
      scaling.apply(scaled, scaled.length);
      assertThat(scaled).containsOnly(0);
    }
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

    Scaling scaling = statistics.standardize();

    assertThat(scaling.offset()[0]).isEqualTo(1e6f);
    // Means near 10⁶ are off by 10⁻¹⁰ in double, which is lost when rounding to float.
    assertThat(scaling.factor()[0]).isCloseTo(1, within(1e-7f));
  }

  @Test
  void noRowsScaleToFiniteNumbers() {
    ColumnStatistics none = new ColumnStatistics(2);
    assertThat(none.standardize().factor()).containsExactly(0, 0);
    assertThat(none.minMax().offset()).containsExactly(0, 0);
    assertThat(none.minMax().factor()).containsExactly(0, 0);
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
    assertThat(first.standardize().offset()).isEqualTo(second.standardize().offset());
    assertThat(first.standardize().factor()).isEqualTo(second.standardize().factor());
  }
}
