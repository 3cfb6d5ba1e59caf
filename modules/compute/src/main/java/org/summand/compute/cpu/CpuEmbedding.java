package org.summand.compute.cpu;

import java.util.List;
import org.summand.compute.EmbeddingTable;
import org.summand.compute.Matrix;

/** Tables of vectors on the CPU: copied forward, added to backward, row after row. */
final class CpuEmbedding {
  private CpuEmbedding() {}

  /** {@code y = (plain columns of x, the vector of each category)}. */
  static void embed(
      List<EmbeddingTable> tables, float[] xs, Matrix x, float[] w, int wAt, float[] ys, Matrix y) {
    int plain = x.cols() - tables.size();
    for (int r = 0; r < x.rows(); r++) {
      int xAt = x.offset() + r * x.cols();
      int yAt = y.offset() + r * y.cols();
      System.arraycopy(xs, xAt, ys, yAt, plain);
      yAt += plain;
      int tableAt = wAt;
      for (int t = 0; t < tables.size(); t++) {
        EmbeddingTable table = tables.get(t);
        int width = table.width();
        int category = category(table, xs[xAt + plain + t]);
        System.arraycopy(w, tableAt + category * width, ys, yAt, width);
        yAt += width;
        tableAt += table.size();
      }
    }
  }

  /** {@code dw[category] += dy}. */
  static void addGradient(
      List<EmbeddingTable> tables,
      float[] xs,
      Matrix x,
      float[] dys,
      Matrix dy,
      float[] dw,
      int dwAt) {
    int plain = x.cols() - tables.size();
    for (int r = 0; r < x.rows(); r++) {
      int xAt = x.offset() + r * x.cols() + plain;
      int dyAt = dy.offset() + r * dy.cols() + plain;
      int tableAt = dwAt;
      for (int t = 0; t < tables.size(); t++) {
        EmbeddingTable table = tables.get(t);
        int width = table.width();
        int vectorAt = tableAt + category(table, xs[xAt + t]) * width;
        for (int c = 0; c < width; c++) {
          dw[vectorAt + c] += dys[dyAt + c];
        }
        dyAt += width;
        tableAt += table.size();
      }
    }
  }

  private static int category(EmbeddingTable table, float cell) {
    if (!table.holds(cell)) {
      throw new IllegalArgumentException(
          cell + " is the number of none of the " + table.categories() + " categories");
    }
    return (int) cell;
  }
}
