package org.summand.compute;

/** How long a device takes for a product, where nothing is known of the work ahead. */
final class ProductTrial {
  static final int SIZE = 512;

  /** What is measured, in words. */
  static final String WORK = "a product of " + SIZE + "³";

  private static final int TIMES = 3;

  private ProductTrial() {}

  /** The seconds of one product of {@value #SIZE}³, the best of {@value #TIMES}. */
  static double seconds(Device device) {
    Matrix x = new Matrix(Region.INPUT, 0, SIZE, SIZE);
    Matrix w = new Matrix(Region.WEIGHTS, 0, SIZE, SIZE);
    Matrix b = new Matrix(Region.WEIGHTS, w.end(), 1, SIZE);
    Matrix y = new Matrix(Region.ACTIVATIONS, 0, SIZE, SIZE);
    try (Workspace on = device.open(new Footprint(b.end(), y.end()))) {
      on.bind(Region.INPUT, new float[x.end()]);
      on.bind(Region.WEIGHTS, new float[b.end()]);
      double best = Double.POSITIVE_INFINITY;
      for (int i = 0; i <= TIMES; i++) {
        long start = System.nanoTime();
        on.affine(x, w, b, Activation.IDENTITY, y, y);
        on.read(y.slice(0, 1), new float[SIZE]); // waits for the device
        double seconds = (System.nanoTime() - start) / 1e9;
        // The first warms up.
        best = i == 0 ? best : Math.min(best, seconds);
      }
      return best;
    }
  }
}
