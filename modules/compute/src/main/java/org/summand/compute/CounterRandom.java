package org.summand.compute;

/**
 * Random numbers that are a pure function of a key and a counter, so that a retried task, another
 * thread or another device draws the same ones (Salmon et al., “Parallel random numbers: as easy as
 * 1, 2, 3”, SC 2011, for the idea).
 *
 * <p>Keys are mixed in 64 bits with the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA
 * 2014). Numbers for single elements are drawn in 32 bits, which every OpenCL device has.
 */
public final class CounterRandom {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private CounterRandom() {}

  /** A key that depends on every bit of both numbers; {@code key(key(a, b), c)} takes more. */
  public static long key(long first, long second) {
    return mix64(first * GOLDEN_GAMMA + mix64(second + GOLDEN_GAMMA));
  }

  /** SplitMix64's finaliser: a bijection in which every input bit moves every output bit. */
  public static long mix64(long value) {
    value = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    value = (value ^ (value >>> 27)) * 0x94D049BB133111EBL;
    return value ^ (value >>> 31);
  }

  /** 32 random bits for element {@code index} under {@code key}. */
  public static int bits(long key, int index) {
    return bits((int) key, (int) (key >>> 32), index);
  }

  /** The same with the key in halves, as a device without 64-bit integers computes it. */
  public static int bits(int keyLow, int keyHigh, int index) {
    return mix32(mix32(index * 0x9E3779B9 + keyLow) ^ keyHigh);
  }

  /** A float in {@code [0, 1)} with 24 random bits. */
  public static float uniform(long key, int index) {
    return (bits(key, index) >>> 8) * 0x1.0p-24f;
  }

  /**
   * A normal number of mean 0 and deviation 1, the same on every machine (Box and Muller, Annals of
   * Mathematical Statistics 29, 1958); draws twice.
   */
  public static double normal(long key, int index) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(key, 2 * index)));
    return radius * StrictMath.cos(2 * Math.PI * uniform(key, 2 * index + 1));
  }

  /** A 32-bit finaliser of two multiplications, constants by Wellons' search for low bias. */
  private static int mix32(int value) {
    value = (value ^ (value >>> 16)) * 0x7FEB352D;
    value = (value ^ (value >>> 15)) * 0x846CA68B;
    return value ^ (value >>> 16);
  }
}
