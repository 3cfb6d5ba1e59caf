package org.summand.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How each feature is brought to the size a network learns from: {@code x′ = (x − offset)·factor},
 * column by column, learned on the training part and kept with the model.
 */
public final class Scaling implements Serializable {
  private static final long serialVersionUID = 1;

  private final float[] offset;
  private final float[] factor;

  /** One offset and one factor a column. */
  public Scaling(float[] offset, float[] factor) {
    if (offset.length != factor.length) {
      throw new IllegalArgumentException(
          offset.length + " offsets and " + factor.length + " factors");
    }
    this.offset = offset.clone();
    this.factor = factor.clone();
  }

  /** Leaves features as they are. */
  public static Scaling none(int columns) {
    return divideBy(1, columns);
  }

  /** {@code x′ = x/divisor}, as for pixels of 0 … 255. */
  public static Scaling divideBy(float divisor, int columns) {
    float[] factor = new float[columns];
    Arrays.fill(factor, 1 / divisor);
    return new Scaling(new float[columns], factor);
  }

  /** The same, except that the last columns stay as they are. */
  public Scaling exceptLast(int columns) {
    Scaling some = new Scaling(offset, factor);
    Arrays.fill(some.offset, columns() - columns, columns(), 0);
    Arrays.fill(some.factor, columns() - columns, columns(), 1);
    return some;
  }

  /** The number of columns. */
  public int columns() {
    return offset.length;
  }

  /** What is subtracted from each column. */
  public float[] offset() {
    return offset.clone();
  }

  /** What each column is then multiplied by. */
  public float[] factor() {
    return factor.clone();
  }

  /** Whether it changes nothing. */
  public boolean isIdentity() {
    for (int c = 0; c < offset.length; c++) {
      if (offset[c] != 0 || factor[c] != 1) {
        return false;
      }
    }
    return true;
  }

  /** Scales the first {@code rows} rows of an array in place. */
  public void apply(float[] features, int rows) {
    int columns = offset.length;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        features[r * columns + c] = (features[r * columns + c] - offset[c]) * factor[c];
      }
    }
  }
}
