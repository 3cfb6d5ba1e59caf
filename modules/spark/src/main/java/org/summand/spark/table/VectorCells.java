package org.summand.spark.table;

import java.util.Arrays;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.summand.table.BadCellException;

/** Vectors and arrays in cells, dense or sparse, as floats. */
final class VectorCells {
  private VectorCells() {}

  static void read(Vector vector, String column, float[] to, int at) {
    if (vector instanceof SparseVector sparse) {
      Arrays.fill(to, at, at + sparse.size(), 0);
      int[] indices = sparse.indices();
      double[] values = sparse.values();
      for (int i = 0; i < indices.length; i++) {
        to[at + indices[i]] = finite(values[i], column, indices[i]);
      }
      return;
    }
    double[] values = vector.toArray();
    // 0·x is 0, or NaN where x is not finite: one sum instead of a branch a number, in two halves
    // because an addition waits for the one before.
    float even = 0;
    float odd = 0;
    for (int i = 0; i < values.length - 1; i += 2) {
      float one = (float) values[i];
      float other = (float) values[i + 1];
      to[at + i] = one;
      to[at + i + 1] = other;
      even += 0 * one;
      odd += 0 * other;
    }
    if (values.length % 2 == 1) {
      float last = (float) values[values.length - 1];
      to[at + values.length - 1] = last;
      odd += 0 * last;
    }
    boolean isFinite = even + odd == 0;
    for (int i = 0; i < values.length && !isFinite; i++) {
      finite(values[i], column, i);
    }
  }

  static void read(scala.collection.Seq<?> array, String column, float[] to, int at) {
    int i = 0;
    for (scala.collection.Iterator<?> cells = array.iterator(); cells.hasNext(); i++) {
      to[at + i] = BadCellException.number(cells.next(), column + "[" + i + "]");
    }
  }

  private static float finite(double value, String column, int i) {
    if (!Float.isFinite((float) value)) {
      return BadCellException.finite((float) value, value, column + "[" + i + "]");
    }
    return (float) value;
  }
}
