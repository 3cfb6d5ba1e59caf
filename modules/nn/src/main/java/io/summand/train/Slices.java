package io.summand.train;

import java.util.stream.IntStream;

/**
 * Runs an element-wise loop over a long array on several cores, slice by slice. Each element is
 * computed once and by itself, so the number of cores does not change a bit.
 */
final class Slices {
  /** Below two slices of this size, handing out the work costs more than it saves. */
  private static final int SLICE = 1 << 17;

  /** The loop for {@code from ≤ i < to}. */
  @FunctionalInterface
  interface Loop {
    void run(int from, int to);
  }

  private Slices() {}

  static void forEach(int length, Loop loop) {
    int slices = length / SLICE;
    if (slices < 2) {
      loop.run(0, length);
      return;
    }
    IntStream.range(0, slices)
        .parallel()
        .forEach(s -> loop.run(s * SLICE, s == slices - 1 ? length : (s + 1) * SLICE));
  }
}
