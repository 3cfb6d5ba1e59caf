package org.summand.nn;

import java.io.Serializable;

/**
 * A named window of the flat weight array.
 *
 * @param name such as {@code layer1.w} or {@code embedding1}; each is counted from 1
 * @param offset its first float
 * @param rows a bias has 1
 * @param cols the layer's outputs
 */
public record Parameter(String name, int offset, int rows, int cols) implements Serializable {
  /** Whether weight decay leaves it alone. */
  public boolean isBias() {
    return name.endsWith(".b");
  }

  /** The offset just behind it. */
  public int end() {
    return offset + rows * cols;
  }
}
