package org.summand.base;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.summand.train.optim.Adam;

/**
 * Runs an element-wise loop over a long array on several cores, slice by slice. Each element is
 * computed once and by itself, so the number of cores does not change a bit.
 *
 * <p>An inner loop writes one array only: Java's compiler cannot know that two arrays are not the
 * same one, and leaves a loop that writes two unvectorised, five times as slow in {@link Adam}.
 */
public final class ParallelLoops {
  /** Below two slices of this size, handing out the work costs more than it saves. */
  private static final int SLICE = 1 << 17;

  /** The loop for {@code from ≤ i < to}. */
  @FunctionalInterface
  public interface Loop {
    void run(int from, int to);
  }

  /** What a slice has to say, for {@code from ≤ i < to}. */
  @FunctionalInterface
  public interface Sum {
    double of(int from, int to);
  }

  private ParallelLoops() {}

  public static void forEach(int length, Loop loop) {
    forEach(0, length, loop);
  }

  /** The loop over a window of an array. */
  public static void forEach(int begin, int end, Loop loop) {
    int slices = count(end - begin);
    if (slices == 1) {
      loop.run(begin, end);
      return;
    }
    IntStream.range(0, slices)
        .parallel()
        .forEach(s -> loop.run(begin + s * SLICE, s == slices - 1 ? end : begin + (s + 1) * SLICE));
  }

  /** The sums of all slices, added from the first to the last. */
  public static double sum(int length, Sum sum) {
    double[] sums = new double[count(length)];
    forEach(length, (from, to) -> sums[from / SLICE] = sum.of(from, to));
    return Arrays.stream(sums).reduce(0, Double::sum);
  }

  private static int count(int length) {
    return Math.max(1, length / SLICE);
  }
}
