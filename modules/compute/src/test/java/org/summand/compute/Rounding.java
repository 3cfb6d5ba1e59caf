package org.summand.compute;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How far a result in float may lie from the exact one. Each bound is a worst case that follows
 * from the arithmetic, so that no test passes or fails by luck with its random numbers.
 */
final class Rounding {
  /** The largest relative error of one operation in float, 2⁻²⁴. */
  static final double UNIT = 0x1p-24;

  /**
   * What an exponential, hyperbolic tangent or division may cost on an accelerator, with the few
   * operations around it: OpenCL grants {@code tanh} 5 ulps, each of two units.
   */
  static final double FUNCTION = 16 * UNIT;

  /** Devices may take what is smaller than this for zero. */
  private static final double SMALLEST = Float.MIN_NORMAL;

  private Rounding() {}

  /**
   * The error of a sum of {@code terms} products and one more number, added in any order, is at
   * most {@code n·u/(1 − n·u)} times the sum of their sizes, with {@code n = terms + 2} roundings
   * in the way of each (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1).
   */
  static double[] sum(int terms, double[] sizes) {
    double roundings = (terms + 2) * UNIT;
    double[] errors = new double[sizes.length];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = roundings / (1 - roundings) * sizes[i] + SMALLEST;
    }
    return errors;
  }

  /**
   * {@code f(z)} where {@code z} is a {@linkplain #sum sum}: the error of {@code z} grows by the
   * steepest gradient of any activation, GELU's 1.13, and {@code f} adds its own, which is measured
   * by the largest number on its way: {@code z}, or the 1 that {@code tanh} and {@code sigmoid} end
   * at.
   */
  static double[] activation(Activation f, int terms, double[] sizes) {
    double[] errors = sum(terms, sizes);
    for (int i = 0; i < errors.length; i++) {
      errors[i] = 1.13 * errors[i] + activation(f, sizes[i]);
    }
    return errors;
  }

  /** The error of {@code f(z)} alone. */
  static double activation(Activation f, double z) {
    return switch (f) {
      case IDENTITY, RELU -> 0;
      case LEAKY_RELU -> 2 * UNIT * Math.abs(z) + SMALLEST;
      case TANH, SIGMOID, GELU, SILU -> FUNCTION * Math.max(1, Math.abs(z)) + SMALLEST;
    };
  }

  /** The error of {@code dy·f′}, by the sizes of the terms of {@code f′}. */
  static double activationGradient(Activation f, double z, double y, double dy) {
    double size =
        switch (f) {
          case IDENTITY, RELU, LEAKY_RELU -> 1;
          case TANH -> 1 + y * y;
          case SIGMOID -> Math.abs(y) * (1 + Math.abs(y));
          case GELU -> 1 + Math.abs(z * ReferenceFormulas.geluInnerGradient(z));
          case SILU -> 1 + Math.abs(z);
        };
    return FUNCTION * size * Math.abs(dy) + SMALLEST;
  }

  /** A product or quotient of a few floats: nothing cancels, so the result is the measure. */
  static double few(double result) {
    return 8 * UNIT * Math.abs(result) + SMALLEST;
  }

  /** Compares a window of the device under test with the exact numbers. */
  static void assertClose(
      String what, Workspace tested, Matrix window, double[] exact, double[] errors) {
    float[] actual = new float[window.size()];
    tested.read(window, actual);
    for (int i = 0; i < actual.length; i++) {
      // Also false where the device computed no number.
      boolean close = Math.abs(actual[i] - exact[i]) <= errors[i];
      if (!close) {
        assertThat(actual[i])
            .as(
                "%s: row %d, column %d of %s is %s within %s",
                what, i / window.cols(), i % window.cols(), window, exact[i], errors[i])
            .isEqualTo((float) exact[i]);
        throw new AssertionError("the bound " + errors[i] + " is narrower than a float");
      }
    }
  }
}
