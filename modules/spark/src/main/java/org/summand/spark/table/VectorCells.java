package org.summand.spark.table;

import java.util.Arrays;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.summand.table.BadCellException;
import org.summand.table.MessageText;

/** Vectors and arrays in cells, dense or sparse, as floats. */
final class VectorCells {
  private VectorCells() {}

  /** How many numbers are in a cell. */
  static int size(Object cell, String column) {
    if (cell instanceof Vector vector) {
      return vector.size();
    }
    if (cell instanceof scala.collection.Seq<?> array) {
      return array.length();
    }
    throw new BadCellException("column '" + MessageText.shortened(column) + "' has no value");
  }

  /**
   * Writes the numbers of a cell.
   *
   * @param takesMissing whether some may be missing, which are NaN
   */
  static void read(Object cell, String column, float[] to, int at, boolean takesMissing) {
    if (cell instanceof SparseVector sparse) {
      Arrays.fill(to, at, at + sparse.size(), 0);
      int[] indices = sparse.indices();
      double[] values = sparse.values();
      for (int i = 0; i < indices.length; i++) {
        to[at + indices[i]] = checked(values[i], column, indices[i], takesMissing);
      }
    } else if (cell instanceof Vector dense) {
      read(dense.toArray(), column, to, at, takesMissing);
    } else {
      readArray((scala.collection.Seq<?>) cell, column, to, at, takesMissing);
    }
  }

  private static void read(
      double[] values, String column, float[] to, int at, boolean takesMissing) {
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
      to[at + i] = checked(values[i], column, i, takesMissing);
    }
  }

  private static void readArray(
      scala.collection.Seq<?> array, String column, float[] to, int at, boolean takesMissing) {
    int i = 0;
    for (scala.collection.Iterator<?> cells = array.iterator(); cells.hasNext(); i++) {
      Object cell = cells.next();
      to[at + i] =
          cell == null
              ? checked(Double.NaN, column, i, takesMissing)
              : checked(((Number) cell).doubleValue(), column, i, takesMissing);
    }
  }

  private static float checked(double value, String column, int i, boolean takesMissing) {
    if (Double.isNaN(value) && takesMissing) {
      return Float.NaN;
    }
    if (!Float.isFinite((float) value)) {
      return BadCellException.finite((float) value, value, column + "[" + i + "]");
    }
    return (float) value;
  }
}
