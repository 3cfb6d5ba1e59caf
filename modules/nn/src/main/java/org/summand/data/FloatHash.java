package org.summand.data;

/** 64 bits that stand for some floats: for a row, which decides where it goes, or for a shard. */
public final class FloatHash {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private FloatHash() {}

  /** The hash of floats in their order, by their bits; another start gives another hash. */
  public static long of(long start, float[] values) {
    long hash = start;
    for (float value : values) {
      hash = (hash ^ Float.floatToRawIntBits(value)) * MULTIPLIER;
      hash ^= hash >>> 32;
    }
    return hash;
  }

  /** The same of floats whose bits are given. */
  public static long ofBits(long start, int[] bits) {
    long hash = start;
    for (int each : bits) {
      hash = (hash ^ each) * MULTIPLIER;
      hash ^= hash >>> 32;
    }
    return hash;
  }
}
