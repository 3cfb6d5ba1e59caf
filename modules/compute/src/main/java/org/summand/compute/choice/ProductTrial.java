package org.summand.compute.choice;

import org.summand.compute.Device;

/** How long a device takes for a product, where nothing is known of the work ahead. */
final class ProductTrial {
  static final int SIZE = 512;

  /** What is measured, in words. */
  static final String WORK = "a product of " + SIZE + "³";

  private static final int TIMES = 3;

  private ProductTrial() {}

  /** The seconds of one product of {@value #SIZE}³, the best of {@value #TIMES}. */
  static double seconds(Device device) {
    try (SquareLayer layer = new SquareLayer(device, SIZE)) {
      return BestTime.seconds(TIMES, Double.POSITIVE_INFINITY, layer::forward);
    }
  }
}
