package org.summand.table;

/** Finds exact quantiles of raw rows, wherever they lie. */
@FunctionalInterface
public interface QuantileSearch {
  /**
   * The quantiles of each float of a raw row, of what is not missing.
   *
   * @param shares for each float, in [0, 1], ascending; as many for each
   * @param ignored for each float, ascending, what counts as if it were missing
   * @return for each float as many as shares; of no meaning where no number is left
   */
  float[][] find(double[][] shares, float[][] ignored);
}
