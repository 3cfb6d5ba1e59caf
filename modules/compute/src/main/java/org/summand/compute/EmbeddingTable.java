package org.summand.compute;

import java.io.Serializable;

/**
 * A vector for each category of one column: {@code categories × width} floats, row-major.
 *
 * @param categories how many there are, 1 or more; a cell holds one's number, from 0
 * @param width the floats of a vector, 1 or more
 */
public record EmbeddingTable(int categories, int width) implements Serializable {
  /** Up to here, a float holds every whole number. */
  public static final int MOST_CATEGORIES = 1 << 24;

  public EmbeddingTable {
    if (categories < 1 || categories > MOST_CATEGORIES || width < 1) {
      throw new IllegalArgumentException(
          "an embedding has 1 to "
              + MOST_CATEGORIES
              + " categories and a width of at least 1, not "
              + categories
              + "x"
              + width);
    }
    if ((long) categories * width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "an embedding of " + categories + "x" + width + " floats is larger than one array");
    }
  }

  /** Its floats. */
  public int size() {
    return categories * width;
  }

  /** Whether a cell is the number of a category. */
  public boolean holds(float cell) {
    int category = (int) cell;
    return category == cell && category >= 0 && category < categories;
  }
}
