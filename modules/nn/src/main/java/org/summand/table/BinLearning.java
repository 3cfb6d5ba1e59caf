package org.summand.table;

import java.util.Arrays;
import java.util.TreeSet;

/**
 * Finds the edges of bins that hold as many numbers each. A number that would fill a bin alone is
 * an edge itself, and the others are cut without it: of a column of many zeros not all edges are
 * zero.
 */
public final class BinLearning {
  /** Bins are a multiple of as many, so that the quartiles are edges among theirs. */
  public static final int STEP = 4;

  private static final double[] QUARTILES = {0.25, 0.5, 0.75};

  private final int bins;
  private final int floats;

  /**
   * @param bins how many bins, a multiple of {@value #STEP}; 0 where quartiles are enough
   * @param floats of a raw row
   */
  BinLearning(int bins, int floats) {
    this.bins = bins;
    this.floats = floats;
  }

  /** The quantiles at the ends of all bins, the quartiles among them; those alone without bins. */
  float[][] quantiles(QuantileSearch search) {
    double[][] shares = new double[floats][];
    Arrays.fill(shares, bins == 0 ? QUARTILES : shares(bins, bins));
    return search.find(shares, new float[floats][0]);
  }

  /** The edges of each float's bins. */
  float[][] edges(float[][] quantiles, QuantileSearch search) {
    float[][] heavy = new float[floats][];
    double[][] shares = new double[floats][];
    boolean isAny = false;
    for (int i = 0; i < floats; i++) {
      heavy[i] = heavy(quantiles[i]);
      shares[i] = shares(Math.max(1, bins - heavy[i].length), bins);
      isAny |= heavy[i].length > 0;
    }
    float[][] others = isAny ? search.find(shares, heavy) : quantiles;
    float[][] edges = new float[floats][];
    for (int i = 0; i < floats; i++) {
      float[] ends = {quantiles[i][0], quantiles[i][bins]};
      edges[i] = sorted(ends, heavy[i], others[i]);
    }
    return edges;
  }

  /** The ends of so many parts, the last repeated until there are {@code count + 1}. */
  private static double[] shares(int parts, int count) {
    double[] shares = new double[count + 1];
    Arrays.setAll(shares, t -> Math.min(1, t / (double) parts));
    return shares;
  }

  /** Quantiles that several are equal to. */
  private static float[] heavy(float[] quantiles) {
    float[] heavy = new float[quantiles.length];
    int count = 0;
    for (int q = 1; q < quantiles.length; q++) {
      boolean isNew = count == 0 || heavy[count - 1] != quantiles[q];
      if (quantiles[q] == quantiles[q - 1] && isNew) {
        heavy[count++] = quantiles[q];
      }
    }
    return Arrays.copyOf(heavy, count);
  }

  /** Each once; what is no number, where a column has none, is no edge. */
  private static float[] sorted(float[]... parts) {
    TreeSet<Float> all = new TreeSet<>();
    for (float[] part : parts) {
      for (float each : part) {
        if (Float.isFinite(each)) {
          all.add(each + 0f); // both zeros are one
        }
      }
    }
    float[] edges = new float[all.size()];
    int next = 0;
    for (float each : all) {
      edges[next++] = each;
    }
    return edges;
  }
}
