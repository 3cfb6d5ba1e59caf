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
 * @param tangentRate the learning rate of {@link Parametrization#TANGENT}, in units of the run's
 */
public record Parameter(String name, int offset, int rows, int cols, float tangentRate)
    implements Serializable {
  /** One that learns at the run's rate. */
  public Parameter(String name, int offset, int rows, int cols) {
    this(name, offset, rows, cols, 1);
  }

  /** The same window by another name. */
  Parameter named(String other) {
    return new Parameter(other, offset, rows, cols, tangentRate);
  }

  /** Whether it is a bias. */
  public boolean isBias() {
    return name.endsWith(".b");
  }

  /** Whether it holds factors, which are best near 1 and not near 0. */
  public boolean isScale() {
    return name.substring(name.lastIndexOf('.') + 1).startsWith("scale");
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
