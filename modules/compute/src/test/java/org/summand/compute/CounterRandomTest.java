package org.summand.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CounterRandomTest {
  private static final int COUNT = 1 << 20;

  /** Where a fair count of {@code COUNT} coins stays: six standard deviations of ½·√n. */
  private static final double FAIR = 6 * 0.5 * Math.sqrt(COUNT);

  /**
   * Weights, shuffles and dropout of stored checkpoints depend on these. They were computed from
   * the published constants in integers of unlimited size; the second is SplitMix64's first number
   * for seed 0.
   */
  @Test
  void streamNeverChanges() {
    assertThat(CounterRandom.mix64(1)).isEqualTo(0x5692161D100B05E5L);
    assertThat(CounterRandom.mix64(0x9E3779B97F4A7C15L)).isEqualTo(0xE220A8397B1DCDAFL);
    assertThat(CounterRandom.key(0, 0)).isEqualTo(0x48218226FF3CD4BFL);
    assertThat(CounterRandom.key(1, 2)).isEqualTo(0x64684C4F0FD784B4L);
    assertThat(CounterRandom.key(2, 1)).isEqualTo(0xF18D6CE93D6CF1EEL);
    assertThat(CounterRandom.key(-1, 7)).isEqualTo(0xDBBDBE0D64944228L);
    assertThat(CounterRandom.bits(0, 1)).isEqualTo(0xAE6F80F1);
    assertThat(CounterRandom.bits(1, 0)).isEqualTo(0x58F54975);
    long key = CounterRandom.key(1, 2);
    assertThat(CounterRandom.bits(key, 0)).isEqualTo(0xD57AA048);
    assertThat(CounterRandom.bits(key, 1)).isEqualTo(0xC1DE333F);
    assertThat(CounterRandom.bits(key, 12345)).isEqualTo(0x636DDEA1);
    assertThat(CounterRandom.bits(key, -1)).isEqualTo(0xF71DF279);
    assertThat(CounterRandom.uniform(key, 0)).isEqualTo(0.8339023590087891f);
    assertThat(CounterRandom.uniform(key, 12345)).isEqualTo(0.38839519023895264f);
  }

  @Test
  void keyInHalvesGivesTheSameBits() {
    for (int i = 0; i < 1000; i++) {
      long key = CounterRandom.key(i, 5);
      assertThat(CounterRandom.bits((int) key, (int) (key >>> 32), i))
          .isEqualTo(CounterRandom.bits(key, i));
    }
  }

  @Test
  void uniformHasMeanAHalfAndVarianceATwelfth() {
    for (long key : new long[] {0, 1, CounterRandom.key(1, 2), -1}) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < COUNT; i++) {
        double u = CounterRandom.uniform(key, i);
        assertThat(u >= 0 && u < 1).as("%s in [0, 1)", u).isTrue();
        sum += u;
        squares += (u - 0.5) * (u - 0.5);
      }
      // Six standard deviations: √(1/12) for the mean, √(1/80 − 1/144) for the squares.
      double root = Math.sqrt(COUNT);
      assertThat(sum / COUNT).isCloseTo(0.5, within(6 * Math.sqrt(1 / 12.0) / root));
      assertThat(squares / COUNT)
          .isCloseTo(1 / 12.0, within(6 * Math.sqrt(1 / 80.0 - 1 / 144.0) / root));
    }
  }

  @Test
  void uniformFallsEvenlyIntoBuckets() {
    int buckets = 256;
    int[] counts = new int[buckets];
    for (int i = 0; i < COUNT; i++) {
      counts[(int) (buckets * CounterRandom.uniform(CounterRandom.key(8, 9), i))]++;
    }
    double expected = COUNT / (double) buckets;
    double chiSquare = 0;
    for (int count : counts) {
      chiSquare += (count - expected) * (count - expected) / expected;
    }
    // 255 degrees of freedom: a standard deviation of √510. Far too even would be as wrong.
    assertThat(chiSquare).isCloseTo(buckets - 1.0, within(6 * Math.sqrt(2.0 * (buckets - 1))));
  }

  @Test
  void everyBitIsAsOftenOneAsZero() {
    int[] ones = new int[Integer.SIZE];
    for (int i = 0; i < COUNT; i++) {
      count(CounterRandom.bits(CounterRandom.key(3, 4), i), ones);
    }
    assertFair("bit", ones);
  }

  @Test
  void neighbouringIndicesAreIndependent() {
    int[] differences = new int[Integer.SIZE];
    long key = CounterRandom.key(5, 6);
    for (int i = 0; i < COUNT; i++) {
      count(CounterRandom.bits(key, i) ^ CounterRandom.bits(key, i + 1), differences);
    }
    assertFair("difference of neighbours in bit", differences);
  }

  @Test
  void neighbouringKeysAreIndependent() {
    for (long step : new long[] {1, 1L << 32, 1L << 63}) {
      int[] differences = new int[Integer.SIZE];
      for (int i = 0; i < COUNT; i++) {
        count(CounterRandom.bits(7, i) ^ CounterRandom.bits(7 + step, i), differences);
      }
      assertFair("difference of keys " + step + " apart in bit", differences);
    }
  }

  @Test
  void keysOfNeighbouringNumbersAreIndependentAndAllDifferent() {
    int[] differences = new int[Long.SIZE];
    Set<Long> keys = new HashSet<>();
    for (int i = 0; i < 1024; i++) {
      for (int j = 0; j < 1024; j++) {
        long key = CounterRandom.key(i, j);
        keys.add(key);
        long difference = key ^ CounterRandom.key(i, j + 1L);
        for (int bit = 0; bit < Long.SIZE; bit++) {
          differences[bit] += (int) (difference >>> bit & 1);
        }
      }
    }
    assertThat(keys).hasSize(COUNT);
    assertFair("difference of neighbours in bit", differences);
  }

  @Test
  void orderOfAKeysNumbersCounts() {
    assertThat(CounterRandom.key(1, 2)).isNotEqualTo(CounterRandom.key(2, 1));
    assertThat(CounterRandom.key(CounterRandom.key(1, 2), 3))
        .isNotEqualTo(CounterRandom.key(1, CounterRandom.key(2, 3)));
  }

  private static void count(int bits, int[] ones) {
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      ones[bit] += bits >>> bit & 1;
    }
  }

  private static void assertFair(String what, int[] ones) {
    for (int bit = 0; bit < ones.length; bit++) {
      assertThat((double) ones[bit]).as("%s %d", what, bit).isCloseTo(COUNT / 2.0, within(FAIR));
    }
  }
}
