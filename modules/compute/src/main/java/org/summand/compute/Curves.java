package org.summand.compute;

import java.io.Serializable;
import java.util.List;

/**
 * Piecewise-linear curves of columns that say where a number lies among its bins: in bin t, counted
 * from 0, {@code x = t} plus the part of the bin that lies below the number. A column's curve has a
 * straight piece a bin, and goes through as many dimensions as all of them do.
 *
 * <p>Its weights are V, pieces of all columns × width, row-major, then b, columns × width.
 *
 * @param counts how many bins each of the first columns has, each 1 or more
 * @param width the numbers that each of these columns becomes; 0 leaves the columns out
 */
public record Curves(List<Integer> counts, int width) implements Serializable {
  /** No column has a curve. */
  public static final Curves NONE = new Curves(List.of(), 0);

  public Curves {
    counts = List.copyOf(counts);
    if (width < 0 || counts.stream().anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException(
          "a column has at least one bin, and becomes no less than 0");
    }
    long pieces = counts.stream().mapToLong(count -> count).sum();
    if ((pieces + counts.size()) * Math.max(1, width) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "curves of " + pieces + " pieces by " + width + " floats are larger than one array");
    }
  }

  /** How many columns have one. */
  public int columns() {
    return counts.size();
  }

  /** The straight pieces of all columns. */
  public int pieces() {
    return counts.stream().mapToInt(count -> count).sum();
  }

  /** What the columns become. */
  public int outputs() {
    return columns() * width;
  }

  /** The floats of V and b. */
  public int size() {
    return pieces() * width + outputs();
  }
}
