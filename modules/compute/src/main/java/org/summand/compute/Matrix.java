package org.summand.compute;

/**
 * A row-major window of a region: element {@code (r, c)} is the float at {@code offset + r·cols +
 * c}. A view, never a copy.
 *
 * @param region the memory it lies in
 * @param offset its first float
 * @param rows its number of rows, 0 or more
 * @param cols its number of columns, 1 or more
 */
public record Matrix(Region region, int offset, int rows, int cols) {
  public Matrix {
    if (offset < 0 || rows < 0 || cols < 1 || offset + (long) rows * cols > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a window of "
              + rows
              + "×"
              + cols
              + " floats at "
              + offset
              + " is outside what one array can hold");
    }
  }

  /** The number of floats in this window. */
  public int size() {
    return rows * cols;
  }

  /** The offset just behind this window. */
  public int end() {
    return offset + size();
  }

  /** The rows {@code from … from + count − 1} of this window. */
  public Matrix slice(int from, int count) {
    if (from < 0 || count < 0 || from > rows - count) {
      throw new IllegalArgumentException(
          "rows " + from + " to " + (from + count) + " are not all inside " + this);
    }
    return new Matrix(region, offset + from * cols, count, cols);
  }

  /** Of as many parts of equally many rows as are said, that of a number from 0. */
  public Matrix part(int number, int parts) {
    return slice(number * (rows / parts), rows / parts);
  }

  /** Whether both windows share at least one float. */
  public boolean overlaps(Matrix other) {
    return region == other.region
        && offset < other.end()
        && other.offset < end()
        && size() > 0
        && other.size() > 0;
  }

  /** The shape for people: {@code 128×784}. */
  public String shape() {
    return rows + "×" + cols;
  }

  @Override
  public String toString() {
    return shape() + " at " + offset + " of " + region;
  }
}
