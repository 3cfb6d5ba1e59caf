package org.summand.compute.cpu;

import org.summand.compute.Matrix;

/** Rows times vectors, on the CPU. */
final class CpuScaling {
  private CpuScaling() {}

  /** {@code y[m·rows + r] = x[r] ⊙ s[m]}. */
  static void scale(float[] xs, Matrix x, float[] ss, Matrix s, float[] ys, int yFrom) {
    int cols = x.cols();
    int yAt = yFrom;
    for (int m = 0; m < s.rows(); m++) {
      int sAt = s.offset() + m * cols;
      for (int r = 0; r < x.rows(); r++) {
        int xAt = x.offset() + r * cols;
        for (int c = 0; c < cols; c++) {
          ys[yAt + c] = xs[xAt + c] * ss[sAt + c];
        }
        yAt += cols;
      }
    }
  }

  /** {@code ds[m] += Σ x[r] ⊙ dy[m·rows + r]}. */
  static void addGradient(float[] xs, Matrix x, float[] dys, int dyFrom, float[] dss, Matrix ds) {
    int cols = x.cols();
    int dyAt = dyFrom;
    for (int m = 0; m < ds.rows(); m++) {
      int dsAt = ds.offset() + m * cols;
      for (int r = 0; r < x.rows(); r++) {
        int xAt = x.offset() + r * cols;
        for (int c = 0; c < cols; c++) {
          dss[dsAt + c] += xs[xAt + c] * dys[dyAt + c];
        }
        dyAt += cols;
      }
    }
  }

  /** {@code dx[r] = Σ dy[m·rows + r] ⊙ s[m]}. */
  static void inputGradient(float[] dys, int dyFrom, float[] ss, Matrix s, float[] dxs, Matrix dx) {
    int cols = dx.cols();
    int dyAt = dyFrom;
    for (int m = 0; m < s.rows(); m++) {
      int sAt = s.offset() + m * cols;
      for (int r = 0; r < dx.rows(); r++) {
        int dxAt = dx.offset() + r * cols;
        for (int c = 0; c < cols; c++) {
          float before = m == 0 ? 0 : dxs[dxAt + c];
          dxs[dxAt + c] = before + dys[dyAt + c] * ss[sAt + c];
        }
        dyAt += cols;
      }
    }
  }
}
