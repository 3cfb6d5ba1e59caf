/**
 * Where arithmetic runs: what a device is, its memory, and the handful of matrix operations a
 * training step is made of. The devices have rooms of their own: {@link org.summand.compute.cpu},
 * and those that {@link org.summand.compute.choice} finds.
 *
 * <p>Letters are those of the textbook, here and everywhere in Summand: {@code x} is a layer's
 * input, {@code w} and {@code b} its weights and bias, {@code z = x·w + b} what comes out of the
 * product, {@code y = f(z)} what comes out of the activation. A leading {@code d} is the derivative
 * of the loss with respect to what follows: {@code dw} is {@code ∂loss/∂w} and has the shape of
 * {@code w}. Matrices are row-major; a row of {@code x}, {@code z} or {@code y} is one example.
 *
 * <p>Start with {@link org.summand.compute.Workspace}. This package knows nothing of layers,
 * optimisers or Spark.
 */
package org.summand.compute;
