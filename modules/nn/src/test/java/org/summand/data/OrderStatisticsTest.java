package org.summand.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against {@link Arrays#sort(float[])}, to the bit. */
class OrderStatisticsTest {
  private static final double[] SHARES = {0, 0.1, 0.25, 0.5, 0.5, 0.75, 1};
  private static final int ROWS = 300;

  /** Floats of every sort: any bits, few different ones, the ends of each range, missing ones. */
  private static float any(Random random) {
    float[] ends = {0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE};
    return switch (random.nextInt(6)) {
      case 0 -> Float.NaN;
      case 1 -> ends[random.nextInt(ends.length)];
      case 2 -> random.nextInt(3) - 1;
      case 3 -> Float.intBitsToFloat(random.nextInt(1 << 23) | random.nextInt() << 31);
      case 4 -> (float) random.nextGaussian();
      default -> {
        float value = Float.intBitsToFloat(random.nextInt());
        yield Float.isFinite(value) ? value : 1;
      }
    };
  }

  private static float[] present(float[] table, int width, int column) {
    float[] values = new float[table.length / width];
    int count = 0;
    for (int r = 0; r < values.length; r++) {
      float value = table[r * width + column];
      if (!Float.isNaN(value)) {
        values[count++] = value;
      }
    }
    float[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** Every row in one of so many parts, which come in another order each time. */
  private static OrderStatistics find(
      float[] table, int width, int from, int columns, int parts, Random random) {
    return find(new OrderStatistics(columns, SHARES), table, width, from, parts, random);
  }

  private static OrderStatistics find(
      OrderStatistics search, float[] table, int width, int from, int parts, Random random) {
    List<float[]> cut = cut(table, width, parts, random);
    int rounds = 0;
    while (!search.isFound()) {
      Collections.shuffle(cut, random);
      long[] sum = search.count(new float[0], 0, width, from);
      for (float[] part : cut) {
        sum = OrderStatistics.add(sum, search.count(part, part.length / width, width, from));
      }
      search.advance(sum);
      rounds++;
    }
    assertThat(rounds).isEqualTo(OrderStatistics.ROUNDS);
    return search;
  }

  private static List<float[]> cut(float[] table, int width, int parts, Random random) {
    int rows = table.length / width;
    int[] ends = new int[parts + 1];
    for (int i = 1; i < parts; i++) {
      ends[i] = random.nextInt(rows + 1);
    }
    ends[parts] = rows;
    Arrays.sort(ends);
    List<float[]> cut = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      cut.add(Arrays.copyOfRange(table, ends[i] * width, ends[i + 1] * width));
    }
    return cut;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 40})
  void whatIsFoundIsTheSortedColumnsWhateverThePartsAndTheirOrder(int parts) {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(31L * parts + seed);
      int width = 5;
      int from = random.nextInt(3);
      int columns = 1 + random.nextInt(width - from);
      float[] table = new float[ROWS * width];
      for (int i = 0; i < table.length; i++) {
        table[i] = any(random);
      }
      OrderStatistics found = find(table, width, from, columns, parts, random);
      for (int c = 0; c < columns; c++) {
        float[] sorted = present(table, width, from + c);
        for (int q = 0; q < SHARES.length; q++) {
          float expected = sorted[(int) (SHARES[q] * (sorted.length - 1))];
          assertThat(Float.floatToRawIntBits(found.value(c, q)))
              .as("share %s of column %d of seed %d", SHARES[q], c, seed)
              .isEqualTo(Float.floatToRawIntBits(expected));
        }
      }
    }
  }

  @Test
  void ignoredNumbersAreAsIfTheyWereMissing() {
    float[] table = {0, 5, 0, 1, 0, -2, 0, 3, Float.NaN, 3, 0};
    double[][] shares = {{0, 0.5, 1}};
    OrderStatistics found =
        find(new OrderStatistics(shares, new float[][] {{0, 3}}), table, 1, 0, 3, new Random(1));
    assertThat(found.value(0, 0)).isEqualTo(-2);
    assertThat(found.value(0, 1)).isEqualTo(1);
    assertThat(found.value(0, 2)).isEqualTo(5);
  }

  @Test
  void aSingleNumberIsEveryQuantileOfItself() {
    for (float only : new float[] {0f, -0f, 3, -Float.MAX_VALUE, Float.MIN_VALUE}) {
      OrderStatistics found =
          find(new float[] {Float.NaN, only, Float.NaN}, 1, 0, 1, 2, new Random(1));
      for (int q = 0; q < SHARES.length; q++) {
        assertThat(found.value(0, q)).isEqualTo(only);
      }
    }
  }

  @Test
  void aColumnWithoutNumbersDisturbsNoOther() {
    float[] table = {Float.NaN, 1, Float.NaN, 2, Float.NaN, 3};
    OrderStatistics found = find(table, 2, 0, 2, 2, new Random(1));
    assertThat(found.value(1, 0)).isEqualTo(1);
    assertThat(found.value(1, 3)).isEqualTo(2);
    assertThat(found.value(1, 6)).isEqualTo(3);
  }
}
