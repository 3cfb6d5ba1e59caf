package org.summand.data;

import org.summand.compute.CounterRandom;

/**
 * A random order of {@code 0 … size − 1} that is computed, not stored: element by element, in
 * constant memory, the same for the same key.
 *
 * <p>A Feistel network permutes the smallest power of four that holds the range; what falls outside
 * is sent through again until it falls inside (“cycle walking”, Black and Rogaway, CT-RSA 2002),
 * four times at most on average.
 */
public final class Permutation {
  private static final int ROUNDS = 4;

  private final int size;
  private final int halfBits;
  private final int halfMask;
  private final long key;

  public Permutation(int size, long key) {
    this.size = size;
    this.key = key;
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, size - 1));
    halfBits = (bits + 1) / 2;
    halfMask = (1 << halfBits) - 1;
  }

  /** The element at place {@code place}. */
  public int at(int place) {
    if (place < 0 || place >= size) {
      throw new IndexOutOfBoundsException("place " + place + " of " + size);
    }
    long element = place;
    do {
      element = shuffle((int) element);
    } while (element >= size);
    return (int) element;
  }

  /** One pass through the network, as an unsigned number of {@code 2·halfBits} bits. */
  private long shuffle(int value) {
    int left = value >>> halfBits;
    int right = value & halfMask;
    for (int round = 0; round < ROUNDS; round++) {
      int mixed = CounterRandom.bits(key + round, right) & halfMask;
      int next = left ^ mixed;
      left = right;
      right = next;
    }
    return ((long) left << halfBits) | right;
  }
}
