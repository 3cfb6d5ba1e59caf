package org.summand.compute;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Losses to be tried: every kind, and what has parameters with some. */
public final class SampleLosses {
  private SampleLosses() {}

  /** All of them for networks of so many outputs. */
  public static List<Loss> of(int outputs) {
    return Stream.concat(
            Arrays.stream(Loss.Kind.values()).map(kind -> of(kind, outputs)),
            Stream.of(
                Loss.SOFTMAX_CROSS_ENTROPY.smoothed(0.1f),
                Loss.BINARY_CROSS_ENTROPY.smoothed(0.25f)))
        .toList();
  }

  /** One of a kind. */
  public static Loss of(Loss.Kind kind, int outputs) {
    if (kind != Loss.Kind.QUANTILES) {
      return Loss.of(kind);
    }
    float[] levels = new float[outputs];
    for (int i = 0; i < outputs; i++) {
      levels[i] = (i + 0.75f) / (outputs + 0.5f);
    }
    return Loss.quantiles(levels);
  }
}
