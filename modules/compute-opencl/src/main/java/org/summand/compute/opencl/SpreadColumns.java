package org.summand.compute.opencl;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Makes {@link KernelFields#columns} for a spread, once as long as the bins are the same. */
final class SpreadColumns {
  private int[] bins = {};
  private int inputs = -1;
  private int[] numbers = {};

  /** Four numbers for each column that a spread of {@code inputs} columns writes. */
  int[] of(int[] wanted, int wantedInputs) {
    if (inputs != wantedInputs || !Arrays.equals(bins, wanted)) {
      bins = wanted.clone();
      inputs = wantedInputs;
      numbers = numbers();
    }
    return numbers;
  }

  private int[] numbers() {
    IntStream.Builder all = IntStream.builder();
    for (int c = 0; c < inputs; c++) {
      int count = c < bins.length ? bins[c] : 1;
      for (int t = 0; t < count; t++) {
        all.add(c).add(c < bins.length ? t : -1).add(0).add(0);
      }
    }
    return all.build().toArray();
  }
}
