package org.summand.compute;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Losses to be tried: every kind, and what has parameters with some. */
public final class SampleLosses {
  /** All of them. */
  public static final List<Loss> ALL =
      Stream.concat(
              Arrays.stream(Loss.Kind.values()).map(Loss::of),
              Stream.of(
                  Loss.SOFTMAX_CROSS_ENTROPY.smoothed(0.1f),
                  Loss.BINARY_CROSS_ENTROPY.smoothed(0.25f)))
          .toList();

  private SampleLosses() {}
}
