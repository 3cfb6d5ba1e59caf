package org.summand.compute.cpu;

import java.util.Arrays;
import org.summand.compute.Curves;
import org.summand.compute.Matrix;

/**
 * Curves of straight pieces on the CPU, a column at a time. A number lies in one bin: all pieces
 * below it count whole and none above it counts, so sums along the pieces, made once a call, spare
 * it the sum over all of them.
 */
final class CpuCurves {
  private CpuCurves() {}

  /** {@code y = (max(0, Σ (clamp(x − t, 0, 1) − ½)·V[t] + b), other columns)}. */
  static void bend(Curves curves, float[] xs, Matrix x, float[] ws, int wAt, float[] ys, Matrix y) {
    int width = curves.width();
    float[] starts = new float[mostPieces(curves) * width];
    int v = wAt;
    int b = wAt + curves.pieces() * width;
    for (int c = 0; c < curves.columns(); c++) {
      int bins = curves.counts().get(c);
      starts(ws, v, b + c * width, bins, width, starts);
      for (int r = 0; r < x.rows(); r++) {
        float number = xs[x.offset() + r * x.cols() + c];
        int bin = bin(number, bins);
        float part = part(number, bin);
        int from = bin * width;
        int to = y.offset() + r * y.cols() + c * width;
        for (int j = 0; j < width; j++) {
          ys[to + j] = Math.max(0, starts[from + j] + part * ws[v + from + j]);
        }
      }
      v += bins * width;
    }
    int others = x.cols() - curves.columns();
    for (int r = 0; r < x.rows(); r++) {
      int from = x.offset() + r * x.cols() + curves.columns();
      System.arraycopy(xs, from, ys, y.offset() + r * y.cols() + curves.outputs(), others);
    }
  }

  /** Where each piece begins: the first at {@code b − ½·Σ V}, the next a V further each. */
  private static void starts(float[] ws, int v, int b, int bins, int width, float[] starts) {
    Arrays.fill(starts, 0, width, 0);
    for (int t = 0; t < bins; t++) {
      for (int j = 0; j < width; j++) {
        starts[j] += ws[v + t * width + j];
      }
    }
    for (int j = 0; j < width; j++) {
      starts[j] = ws[b + j] - starts[j] / 2;
    }
    for (int i = width; i < bins * width; i++) {
      starts[i] = starts[i - width] + ws[v + i - width];
    }
  }

  /** {@code dV[t] += Σ (clamp(x − t, 0, 1) − ½)·dz, db += Σ dz}. */
  static void addGradient(
      Curves curves,
      float[] xs,
      Matrix x,
      float[] ys,
      int yAt,
      float[] dys,
      Matrix dy,
      float[] dws,
      int dwAt) {
    int width = curves.width();
    float[] whole = new float[mostPieces(curves) * width];
    float[] part = new float[whole.length];
    int dv = dwAt;
    int db = dwAt + curves.pieces() * width;
    for (int c = 0; c < curves.columns(); c++) {
      int bins = curves.counts().get(c);
      Arrays.fill(whole, 0, bins * width, 0);
      Arrays.fill(part, 0, bins * width, 0);
      for (int r = 0; r < x.rows(); r++) {
        float number = xs[x.offset() + r * x.cols() + c];
        int bin = bin(number, bins);
        float share = part(number, bin);
        int to = bin * width;
        int from = r * dy.cols() + c * width;
        for (int j = 0; j < width; j++) {
          float dz = ys[yAt + from + j] > 0 ? dys[dy.offset() + from + j] : 0;
          whole[to + j] += dz;
          part[to + j] += share * dz;
        }
      }
      addPieces(whole, part, bins, width, dws, dv, db + c * width);
      dv += bins * width;
    }
  }

  /**
   * Adds up from the last piece to the first: a piece counts whole for the numbers of all bins
   * above it.
   *
   * @param whole the sums of dz over the numbers in each bin
   * @param part the same, each dz times the part of the bin below its number
   */
  private static void addPieces(
      float[] whole, float[] part, int bins, int width, float[] dws, int dv, int db) {
    for (int j = 0; j < width; j++) {
      float all = 0;
      for (int t = 0; t < bins; t++) {
        all += whole[t * width + j];
      }
      float above = 0;
      for (int t = bins - 1; t >= 0; t--) {
        int at = t * width + j;
        dws[dv + at] += part[at] + above - all / 2;
        above += whole[at];
      }
      dws[db + j] += all;
    }
  }

  /** {@code dx}: 0 of the columns with curves, dy of the others. */
  static void inputGradient(Curves curves, float[] dys, Matrix dy, float[] dxs, Matrix dx) {
    int others = dx.cols() - curves.columns();
    for (int r = 0; r < dx.rows(); r++) {
      int to = dx.offset() + r * dx.cols();
      Arrays.fill(dxs, to, to + curves.columns(), 0);
      int from = dy.offset() + r * dy.cols() + curves.outputs();
      System.arraycopy(dys, from, dxs, to + curves.columns(), others);
    }
  }

  private static int mostPieces(Curves curves) {
    return curves.counts().stream().mapToInt(count -> count).max().orElse(0);
  }

  /** The bin of a number; the first below all of them and the last from its end on. */
  private static int bin(float number, int bins) {
    return Math.max(0, Math.min(bins - 1, (int) number));
  }

  /** How much of its bin lies below a number. */
  private static float part(float number, int bin) {
    return Math.max(0, Math.min(1, number - bin));
  }
}
