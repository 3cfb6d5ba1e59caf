package org.summand.table;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What becomes of each number of a raw row: {@code z = (x − offset)·factor}, then {@code z/√(1 +
 * (z/clip)²)} where it clips. The last numbers may be left as they are, which a network's own
 * embedding reads as categories.
 */
public final class NumberEncoding implements Serializable {
  private static final long serialVersionUID = 1;

  private final int count;
  private final float[] offset;
  private final float[] factor;
  private final float[] missing;
  private final float clip;
  private final boolean isIdentity;

  /**
   * @param count the numbers of a raw row
   * @param offset for the first of them, all or fewer
   * @param factor as many
   * @param missing what stands for each of these, encoded, where it is missing; empty where no
   *     number may be
   * @param clip what no encoded number is beyond; {@link TableEncoder#NO_CLIP} for nothing
   */
  public NumberEncoding(int count, float[] offset, float[] factor, float[] missing, float clip) {
    boolean fits = missing.length == 0 || missing.length == offset.length;
    if (offset.length != factor.length || !fits || offset.length > count) {
      throw new IllegalArgumentException(
          "of "
              + count
              + " numbers, "
              + offset.length
              + " have an offset, "
              + factor.length
              + " a factor, and "
              + missing.length
              + " what stands for a missing one");
    }
    if (!(clip > 0)) {
      throw new IllegalArgumentException("numbers are clipped beyond more than 0, not " + clip);
    }
    this.count = count;
    this.offset = offset.clone();
    this.factor = factor.clone();
    this.missing = missing.clone();
    this.clip = clip;
    isIdentity = clip == TableEncoder.NO_CLIP && isAll(offset, 0) && isAll(factor, 1);
  }

  private static boolean isAll(float[] numbers, float value) {
    for (float number : numbers) {
      if (number != value) {
        return false;
      }
    }
    return true;
  }

  /** Numbers that stay as they are. */
  public static NumberEncoding identity(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return new NumberEncoding(count, new float[count], ones, new float[0], TableEncoder.NO_CLIP);
  }

  /** The numbers of a raw row. */
  public int count() {
    return count;
  }

  /** What is subtracted from each of the first numbers. */
  public float[] offset() {
    return offset.clone();
  }

  /** What is subtracted from one of them. */
  float offset(int number) {
    return offset[number];
  }

  /** What each is then multiplied by. */
  public float[] factor() {
    return factor.clone();
  }

  /** What stands for each where it is missing; empty where none may be. */
  public float[] missing() {
    return missing.clone();
  }

  /** What no encoded number is beyond. */
  public float clip() {
    return clip;
  }

  /** Whether it changes nothing. */
  boolean isIdentity() {
    return isIdentity && !takesMissing();
  }

  /** Whether numbers may be missing. */
  public boolean takesMissing() {
    return missing.length > 0;
  }

  /** Encodes one number. */
  float encode(int number, float x) {
    if (number >= offset.length) {
      return x;
    }
    if (Float.isNaN(x) && takesMissing()) {
      return missing[number];
    }
    return clip == TableEncoder.NO_CLIP
        ? (x - offset[number]) * factor[number]
        : clipped(((double) x - offset[number]) * factor[number]);
  }

  private float clipped(double z) {
    double share = z / clip;
    return (float) (z / Math.sqrt(1 + share * share));
  }

  /** Encodes rows of nothing but numbers, in place. */
  void encodeRows(float[] rows, int rowCount) {
    for (int r = 0; r < rowCount; r++) {
      for (int i = 0; i < offset.length; i++) {
        rows[r * count + i] = encode(i, rows[r * count + i]);
      }
    }
  }
}
