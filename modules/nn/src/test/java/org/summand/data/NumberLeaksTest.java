package org.summand.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberLeaksTest {
  private static final int COLUMNS = 8;

  /** Column 1 is the first number in cents, 3 the second with gaps, 4 it with a little noise. */
  private static Shard rows(int count, long seed) {
    Random random = new Random(seed);
    float[] features = new float[count * COLUMNS];
    float[] targets = new float[3 * count];
    for (int r = 0; r < count; r++) {
      double a = 2e5 + 1e5 * random.nextGaussian();
      double b = random.nextGaussian();
      double[] row = {
        random.nextGaussian(),
        Math.rint(100 * a) - 7,
        3,
        r % 3 == 0 ? Float.NaN : 5 - 0.001 * b,
        b + 0.01 * random.nextGaussian(),
        r % 3 != 0 ? Float.NaN : b,
        b * b * b,
        Float.NaN
      };
      for (int c = 0; c < COLUMNS; c++) {
        features[r * COLUMNS + c] = (float) row[c];
      }
      targets[3 * r] = (float) a;
      targets[3 * r + 1] = (float) b;
      targets[3 * r + 2] = 1;
    }
    return new Shard(0, count, features, targets);
  }

  @Test
  void columnsThatAreANumberButForFactorAndShiftAreFound() {
    assertThat(NumberLeaks.of(rows(600, 1), COLUMNS, 2).columns()).containsExactly(1, 3);
    assertThat(NumberLeaks.of(rows(19, 1), COLUMNS, 2).columns()).isEmpty();
    // Two thirds of them have a number in column 3.
    assertThat(NumberLeaks.of(rows(27, 1), COLUMNS, 2).columns()).containsExactly(1);
    assertThat(NumberLeaks.of(rows(30, 1), COLUMNS, 2).columns()).containsExactly(1, 3);
    assertThat(new NumberLeaks(COLUMNS, 2).columns()).isEmpty();
  }

  @Test
  void howRowsAreCutDoesNotMatter() {
    Shard all = rows(600, 2);
    for (int size : new int[] {1, 7, 250, 600}) {
      NumberLeaks leaks = new NumberLeaks(COLUMNS, 2);
      for (int from = 0; from < 600; from += size) {
        int to = Math.min(600, from + size);
        Shard part =
            new Shard(
                0,
                to - from,
                Arrays.copyOfRange(all.features(), from * COLUMNS, to * COLUMNS),
                Arrays.copyOfRange(all.targets(), from * 3, to * 3));
        leaks.add(NumberLeaks.of(part, COLUMNS, 2));
        leaks.add(new NumberLeaks(COLUMNS, 2));
      }
      assertThat(leaks.columns()).as("parts of %d rows", size).containsExactly(1, 3);
    }
  }

  /** Years have a mean a hundred times their spread. */
  @Test
  void numbersFarFromZeroAreNoLeakForThat() {
    int count = 400;
    Random random = new Random(3);
    float[] features = new float[count * 2];
    float[] targets = new float[count * 2];
    for (int r = 0; r < count; r++) {
      targets[2 * r] = 1e6f + random.nextInt(20);
      features[2 * r] = 1e6f + random.nextInt(20);
      features[2 * r + 1] = targets[2 * r] - 1e6f;
    }
    Shard shard = new Shard(0, count, features, targets);
    assertThat(NumberLeaks.of(shard, 2, 1).columns()).containsExactly(1);
  }
}
