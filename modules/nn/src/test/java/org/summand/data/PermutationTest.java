package org.summand.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.compute.CounterRandom;

class PermutationTest {
  @Test
  void everyElementHasOnePlaceInSizesUpTo2000() {
    for (int size = 0; size <= 2000; size++) {
      requireBijection(size, CounterRandom.key(7, size));
    }
  }

  /**
   * Around powers of two and of four the network gains a bit, and half the range is walked over.
   */
  @ParameterizedTest
  @ValueSource(ints = {4095, 4096, 4097, 16_384, 16_385, 65_536, 65_537, 1_000_003})
  void everyElementHasOnePlaceInLargeSizes(int size) {
    requireBijection(size, 11);
  }

  private static void requireBijection(int size, long key) {
    Permutation permutation = new Permutation(size, key);
    boolean[] seen = new boolean[size];
    for (int place = 0; place < size; place++) {
      int element = permutation.at(place);
      if (element < 0 || element >= size || seen[element]) {
        throw new AssertionError("element " + element + " at place " + place + " of " + size);
      }
      seen[element] = true;
    }
  }

  @Test
  void theLargestSizesStayInsideTheirRange() {
    for (int size : new int[] {1 << 30, (1 << 30) + 1, Integer.MAX_VALUE}) {
      Permutation permutation = new Permutation(size, 3);
      for (int place : new int[] {0, 1, size / 2, size - 2, size - 1}) {
        assertThat(permutation.at(place)).isBetween(0, size - 1);
      }
    }
  }

  @Test
  void theSameKeyGivesTheSameOrderAndAnotherKeyAnother() {
    int equal = 0;
    Permutation permutation = new Permutation(1000, 5);
    Permutation same = new Permutation(1000, 5);
    Permutation other = new Permutation(1000, 6);
    for (int place = 999; place >= 0; place--) {
      assertThat(same.at(place)).isEqualTo(permutation.at(place));
      equal += other.at(place) == permutation.at(place) ? 1 : 0;
    }
    // Two random orders agree in one place on average; ten or more happen once in 10⁷ times.
    assertThat(equal).isLessThan(10);
  }

  /**
   * Over many keys, each place holds each element equally often: χ² over elements, summed over
   * places. The sum of {@code places·(size − 1)} degrees of freedom has mean {@code df} and
   * deviation √(2·df); five deviations are no chance.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 7, 16, 17, 33, 64, 100})
  void everyPlaceHoldsEveryElementEquallyOften(int size) {
    int keys = 100 * size;
    int[][] counts = new int[size][size];
    for (int k = 0; k < keys; k++) {
      Permutation permutation = new Permutation(size, CounterRandom.key(1234, k));
      for (int place = 0; place < size; place++) {
        counts[place][permutation.at(place)]++;
      }
    }
    double expected = keys / (double) size;
    double chiSquare = 0;
    for (int[] ofPlace : counts) {
      for (int count : ofPlace) {
        chiSquare += (count - expected) * (count - expected) / expected;
      }
    }
    // Each element once in each permutation: rows and columns of the table are both tied.
    double df = (size - 1.0) * (size - 1.0);
    double scaled = chiSquare * (size - 1) / size;
    assertThat(scaled).isBetween(df - 5 * Math.sqrt(2 * df), df + 5 * Math.sqrt(2 * df));
  }

  @Test
  void placesOutsideAreRefused() {
    Permutation permutation = new Permutation(3, 0);
    assertThatThrownBy(() -> permutation.at(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> permutation.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new Permutation(0, 0).at(0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
