package org.summand.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a number lies among the edges of its bins, for a network that learns curves with a straight
 * piece a bin: {@code t + (x − edge[t])/(edge[t + 1] − edge[t])} in bin t, 0 below the first edge
 * and the number of bins above the last.
 */
public final class NumberBins implements Serializable {
  private static final long serialVersionUID = 1;

  /** No number has bins. */
  public static final NumberBins NONE = new NumberBins(new float[0][]);

  private final float[][] edges;

  /**
   * @param edges of each of the first numbers of a raw row, ascending; none for a number without
   *     bins
   * @throws IllegalArgumentException where edges do not ascend, or a number has a single one
   */
  public NumberBins(float[][] edges) {
    this.edges = new float[edges.length][];
    for (int i = 0; i < edges.length; i++) {
      this.edges[i] = edges[i].clone();
      requireAscending(this.edges[i], i);
    }
  }

  private static void requireAscending(float[] edges, int number) {
    boolean ascends = edges.length != 1;
    for (int e = 1; e < edges.length; e++) {
      ascends &= edges[e - 1] < edges[e];
    }
    for (float edge : edges) {
      ascends &= Float.isFinite(edge);
    }
    if (!ascends) {
      throw new IllegalArgumentException("the edges of number " + number + " do not ascend");
    }
  }

  /** The edges of each of the first numbers. */
  public float[][] edges() {
    float[][] copy = new float[edges.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = edges[i].clone();
    }
    return copy;
  }

  /** How many of the first numbers are known of here. */
  public int numbers() {
    return edges.length;
  }

  /** How many bins each number has that has any. */
  public List<Integer> counts() {
    List<Integer> counts = new ArrayList<>();
    for (float[] each : edges) {
      if (each.length > 0) {
        counts.add(each.length - 1);
      }
    }
    return counts;
  }

  boolean has(int number) {
    return number < edges.length && edges[number].length > 0;
  }

  /** The place of a number that is there. */
  float place(int number, float x) {
    float[] of = edges[number];
    int last = of.length - 1;
    if (!(x > of[0])) {
      return 0;
    }
    if (x >= of[last]) {
      return last;
    }
    int low = 0;
    int high = last;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (of[middle] <= x) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (float) (low + ((double) x - of[low]) / ((double) of[high] - of[low]));
  }
}
