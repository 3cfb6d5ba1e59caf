package org.summand.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The columns that are a row's class in other words: all rows of a class have the same number
 * there, bit for bit, and rows of no other class have it; a missing number counts as one. Exact,
 * and merged shard by shard. Nearly every column is ruled out by a few rows, so it costs next to
 * nothing.
 */
public final class ClassLeaks implements Serializable {
  private static final long serialVersionUID = 1;

  /** Of fewer rows a column may agree by chance. */
  private static final int LEAST_ROWS = 20;

  private long rows;

  /** Of which classes there are rows. */
  private final boolean[] seen;

  /** The columns that are not ruled out; all of them where there are no rows. */
  private int[] columns;

  /** What each of these columns has for each class that is seen. */
  private float[][] values;

  /** Those of no rows. */
  public ClassLeaks(int columns, int classes) {
    seen = new boolean[classes];
    this.columns = IntStream.range(0, columns).toArray();
    values = new float[columns][0];
  }

  /**
   * Those of one shard.
   *
   * @param shard whose targets are a class, from 0, and the row's weight
   * @param columns the floats of a row
   */
  public static ClassLeaks of(Shard shard, int columns, int classes) {
    ClassLeaks leaks = new ClassLeaks(columns, classes);
    if (shard.rows() == 0) {
      return leaks;
    }
    leaks.rows = shard.rows();
    int[] rowClass = new int[shard.rows()];
    for (int r = 0; r < rowClass.length; r++) {
      rowClass[r] = Math.round(shard.targets()[2 * r]);
      leaks.seen[rowClass[r]] = true;
    }
    float[][] found = new float[columns][];
    for (int c = 0; c < columns; c++) {
      found[c] = values(shard.features(), c, columns, rowClass, classes);
    }
    leaks.keep(found);
    return leaks;
  }

  /** What a column has for each class; null where it has several, or one for several classes. */
  private static float[] values(
      float[] features, int column, int columns, int[] rowClass, int classes) {
    float[] values = new float[classes];
    boolean[] known = new boolean[classes];
    Map<Integer, Integer> owners = new HashMap<>();
    for (int r = 0; r < rowClass.length; r++) {
      float value = features[r * columns + column];
      int own = rowClass[r];
      if (!known[own]) {
        known[own] = true;
        values[own] = value;
        if (owners.put(Float.floatToIntBits(value), own) != null) {
          return null;
        }
      } else if (Float.compare(values[own], value) != 0) {
        return null;
      }
    }
    return values;
  }

  private void keep(float[][] found) {
    int[] all = columns;
    int[] kept = IntStream.range(0, all.length).filter(i -> found[i] != null).toArray();
    columns = Arrays.stream(kept).map(i -> all[i]).toArray();
    values = Arrays.stream(kept).mapToObj(i -> found[i]).toArray(float[][]::new);
  }

  /** Adds those of other rows to these, and returns these. */
  public ClassLeaks add(ClassLeaks other) {
    if (other.rows == 0) {
      return this;
    }
    if (rows == 0) {
      columns = other.columns;
      values = other.values;
    } else {
      float[][] merged = new float[columns.length][];
      for (int i = 0; i < merged.length; i++) {
        int at = Arrays.binarySearch(other.columns, columns[i]);
        merged[i] = at < 0 ? null : merged(values[i], other, other.values[at]);
      }
      keep(merged);
    }
    rows += other.rows;
    for (int c = 0; c < seen.length; c++) {
      seen[c] |= other.seen[c];
    }
    return this;
  }

  private float[] merged(float[] own, ClassLeaks other, float[] others) {
    float[] merged = own.clone();
    Map<Integer, Integer> owners = new HashMap<>();
    for (int c = 0; c < seen.length; c++) {
      if (seen[c] && other.seen[c] && Float.compare(own[c], others[c]) != 0) {
        return null;
      }
      if (seen[c] || other.seen[c]) {
        merged[c] = seen[c] ? own[c] : others[c];
        if (owners.put(Float.floatToIntBits(merged[c]), c) != null) {
          return null;
        }
      }
    }
    return merged;
  }

  /** The columns, counted from 0; none where there are too few rows, or of one class alone. */
  public int[] columns() {
    long classes = IntStream.range(0, seen.length).filter(c -> seen[c]).count();
    return rows < LEAST_ROWS || classes < 2 ? new int[0] : columns.clone();
  }
}
