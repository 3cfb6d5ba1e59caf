package org.summand.benchmarks.scaling;

import java.util.Arrays;

/** Least squares whose solution has no negative entry. */
final class LeastSquares {
  private static final int MOST_SWEEPS = 100_000;
  private static final double SMALL = 1e-12;

  private LeastSquares() {}

  /**
   * The x ≥ 0 that brings A·x closest to y, one entry after the other until none moves: the
   * objective is convex, so this ends at its least value. Columns are scaled to length 1 first.
   */
  static double[] nonNegative(double[][] a, double[] y) {
    int columns = a[0].length;
    double[] length = new double[columns];
    for (double[] row : a) {
      for (int c = 0; c < columns; c++) {
        length[c] += row[c] * row[c];
      }
    }
    Arrays.setAll(length, c -> Math.sqrt(length[c]));
    double[] x = new double[columns];
    double[] rest = y.clone();
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      double moved = 0;
      for (int c = 0; c < columns; c++) {
        moved = Math.max(moved, Math.abs(move(a, length, c, x, rest)));
      }
      if (moved < SMALL) {
        break;
      }
    }
    for (int c = 0; c < columns; c++) {
      x[c] = length[c] == 0 ? 0 : x[c] / length[c];
    }
    return x;
  }

  /** Puts one entry where the others want it, and tells how far that was. */
  private static double move(double[][] a, double[] length, int c, double[] x, double[] rest) {
    if (length[c] == 0) {
      return 0;
    }
    double pull = 0;
    for (int r = 0; r < a.length; r++) {
      pull += a[r][c] / length[c] * rest[r];
    }
    double by = Math.max(-x[c], pull);
    x[c] += by;
    for (int r = 0; r < a.length; r++) {
      rest[r] -= by * a[r][c] / length[c];
    }
    return by;
  }
}
