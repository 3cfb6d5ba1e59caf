package org.summand.data;

/** 64 bits that stand for some floats: for a row, which decides where it goes, or for a shard. */
public final class FloatHash {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private FloatHash() {}

  /** The hash of floats in their order, by their bits; another start gives another hash. */
  public static long of(long start, float[] values) {
    long hash = start;
    for (float value : values) {
      hash = next(hash, Float.floatToRawIntBits(value));
    }
    return hash;
  }

  /** The same of floats whose bits are given. */
  public static long ofBits(long start, int[] bits) {
    long hash = start;
    for (int each : bits) {
      hash = next(hash, each);
    }
    return hash;
  }

  private static long next(long hash, int bits) {
    long product = (hash ^ bits) * MULTIPLIER;
    return product ^ product >>> 32;
  }
}
