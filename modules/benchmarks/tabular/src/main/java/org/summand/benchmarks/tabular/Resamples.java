package org.summand.benchmarks.tabular;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Losses on test parts that are drawn from the test part's own rows, each as many rows with
 * replacement (the bootstrap: Efron, <i>Annals of Statistics</i> 7, 1979). The same rows are drawn
 * for every system at every time, so that what is kept of two of them tells the spread of their
 * difference, too.
 */
final class Resamples {
  /** The spread that they tell is itself off by one part in √(2 · 500), 3 %. */
  static final int COUNT = 500;

  private static final MathContext DIGITS = new MathContext(6);

  private Resamples() {}

  /**
   * The loss on each resample, a mean over trainings with different seeds, to six digits.
   *
   * @param rowLosses of each training, of each row
   */
  static double[] losses(Task task, List<double[]> rowLosses) {
    int rows = rowLosses.get(0).length;
    double[] losses = new double[COUNT];
    for (int resample = 0; resample < COUNT; resample++) {
      int[] drawn = new SplittableRandom(resample).ints(rows, 0, rows).toArray();
      double mean =
          rowLosses.stream().mapToDouble(of -> task.loss(of, drawn)).average().orElseThrow();
      losses[resample] = new BigDecimal(mean).round(DIGITS).doubleValue();
    }
    return losses;
  }
}
