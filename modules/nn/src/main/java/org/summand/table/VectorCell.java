package org.summand.table;

/** Arrays in cells as floats. */
final class VectorCell {
  private VectorCell() {}

  /** How many numbers are in a cell. */
  static int size(Object cell, String column) {
    if (cell instanceof float[] floats) {
      return floats.length;
    }
    if (cell instanceof double[] doubles) {
      return doubles.length;
    }
    throw new BadCellException(
        "column '"
            + MessageText.shortened(column)
            + (cell == null
                ? "' has no value"
                : "' has the value "
                    + MessageText.shortened(cell)
                    + " where an array of floats or doubles belongs"));
  }

  /**
   * Writes the numbers of a cell.
   *
   * @param takesMissing whether some may be missing, which are NaN
   */
  static void read(Object cell, String column, float[] to, int at, boolean takesMissing) {
    int size = size(cell, column);
    for (int i = 0; i < size; i++) {
      double value = cell instanceof float[] floats ? floats[i] : ((double[]) cell)[i];
      to[at + i] =
          Double.isNaN(value) && takesMissing
              ? Float.NaN
              : BadCellException.finite((float) value, value, column + "[" + i + "]");
    }
  }
}
