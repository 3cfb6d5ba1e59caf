package org.summand.compute;

/**
 * How much memory a workspace needs besides the data bound to it, in floats.
 *
 * @param weights the floats of {@link Region#WEIGHTS}, and as many of {@link Region#GRADIENT}
 * @param activations the floats of {@link Region#ACTIVATIONS}
 */
public record Footprint(int weights, int activations) {
  public Footprint {
    if (weights < 0 || activations < 0) {
      throw new IllegalArgumentException(
          "a workspace of " + weights + " weights and " + activations + " activations");
    }
  }
}
