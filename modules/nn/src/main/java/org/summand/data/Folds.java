package org.summand.data;

import java.io.Serializable;

/**
 * Rows held out in turn, as in cross-validation: of each block of a shard, network {@code m} of a
 * bag does not see the {@code m}-th of {@code count} stretches of equal length, and is judged by
 * them. A shard's rows stand in the order of their hash, so a stretch is a random sample, and rows
 * that are the same are mostly held out together. The few rows left over are learned by all.
 *
 * @param count how many stretches, 2 or more; 0 where no rows are held out
 * @param first which of them, from 0, network 0 does without; the others of a bag go on from there
 */
public record Folds(int count, int first) implements Serializable {
  /** No rows are held out. */
  public static final Folds NONE = new Folds(0);

  public Folds {
    if (count < 0 || count == 1) {
      throw new IllegalArgumentException(
          "rows are held out in at least 2 folds, or in 0 for none, not in " + count);
    }
    if (first < 0 || first >= Math.max(1, count)) {
      throw new IllegalArgumentException("there is no fold " + first + " of " + count);
    }
  }

  /** Those of a bag whose first network does without the first stretch. */
  public Folds(int count) {
    this(count, 0);
  }

  /** Whether rows are held out. */
  public boolean any() {
    return count > 0;
  }

  /** How many of a block's rows each network does not see. */
  public int heldOut(int rows) {
    return any() ? rows / count : 0;
  }

  /** How many of a block's rows each network learns from. */
  public int learned(int rows) {
    return rows - heldOut(rows);
  }

  /** The first row of a block that a network does not see. */
  public int firstHeldOut(int rows, int which) {
    return any() ? (first + which) % count * heldOut(rows) : 0;
  }

  /** The row that a network sees at a place among those that it learns from. */
  int row(int rows, int which, int place) {
    return place < firstHeldOut(rows, which) ? place : place + heldOut(rows);
  }

  /** The number of stretches, and the first where it is not the first of all. */
  @Override
  public String toString() {
    return count + (first == 0 ? "" : " from " + first);
  }
}
