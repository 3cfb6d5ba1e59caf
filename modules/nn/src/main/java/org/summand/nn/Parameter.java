package org.summand.nn;

import java.io.Serializable;

/**
 * A named window of the flat weight array.
 *
 * @param name such as {@code layer1.w}, {@code embedding1}, {@code bins1.w} or {@code scale1}; each
 *     is counted from 1
 * @param offset its first float
 * @param rows a bias has 1, or one a head, or one a column with bins
 * @param cols the layer's outputs
 */
public record Parameter(String name, int offset, int rows, int cols) implements Serializable {
  /** Whether it is a bias. */
  public boolean isBias() {
    return name.endsWith(".b");
  }

  /** Whether it holds factors, which are best near 1 and not near 0. */
  public boolean isScale() {
    return name.startsWith("scale");
  }

  /** Whether weight decay and L2 pull it towards 0. */
  public boolean decays() {
    return !isBias() && !isScale();
  }

  /** The offset just behind it. */
  public int end() {
    return offset + rows * cols;
  }
}
