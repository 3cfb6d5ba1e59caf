package org.summand.train.optim;

/** Checks and exact forms of hyper-parameters. */
final class Hyperparameters {
  private Hyperparameters() {}

  static void requirePositive(String name, float value) {
    if (!(value > 0 && Float.isFinite(value))) {
      throw new IllegalArgumentException(name + " is a number greater than 0, not " + value);
    }
  }

  static void requireNotNegative(String name, float value) {
    if (!(value >= 0 && Float.isFinite(value))) {
      throw new IllegalArgumentException(name + " is a number of at least 0, not " + value);
    }
  }

  static void requireFraction(String name, float value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " lies in [0, 1), not at " + value);
    }
  }

  /** The decimal a user wrote: 0.999f is off by 1e-8, and 1 − 0.999f by 5e-5 of itself. */
  static double exactly(float value) {
    return Double.parseDouble(Float.toString(value));
  }

  /** {@code 1 − value}, of the decimal a user wrote. */
  static float oneMinus(float value) {
    return (float) (1 - exactly(value));
  }
}
