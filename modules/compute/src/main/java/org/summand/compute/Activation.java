package org.summand.compute;

import java.util.Locale;

/**
 * The non-linearity {@code y = f(z)} behind a layer's product, applied to each element.
 *
 * <p>Each but {@link #GELU} and {@link #SILU} is monotone, so its derivative can be written in
 * terms of {@code y} alone and {@code z} need not be kept; see {@link #needsZ()}.
 */
public enum Activation {
  /** {@code y = z}; derivative 1. */
  IDENTITY,
  /**
   * {@code y = max(z, 0)}; derivative 1 where {@code y > 0}, else 0. Nair and Hinton, ICML 2010.
   */
  RELU,
  /**
   * {@code y = z} where {@code z > 0}, else {@value #LEAK}·z; derivative 1 or {@value #LEAK}. Maas,
   * Hannun and Ng, ICML 2013.
   */
  LEAKY_RELU,
  /** {@code y = tanh z}; derivative {@code 1 − y²}. */
  TANH,
  /** {@code y = 1 / (1 + e⁻ᶻ)}; derivative {@code y·(1 − y)}. */
  SIGMOID,
  /**
   * {@code y = ½·z·(1 + tanh u)} with {@code u = √(2/π)·(z + 0.044715·z³)}: the tanh form of the
   * Gaussian error linear unit (Hendrycks and Gimpel, arXiv 1606.08415, section 2), which is
   * PyTorch's {@code approximate='tanh'}. Derivative {@code ½·(1 + tanh u) + ½·z·(1 − tanh² u)·u′}.
   */
  GELU,
  /**
   * {@code y = z·σ(z)} with {@code σ(z) = 1/(1 + e⁻ᶻ)}: the sigmoid linear unit (Elfwing, Uchibe
   * and Doya, Neural Networks 107, 2018), also called swish. Derivative {@code σ(z)·(1 + z·(1 −
   * σ(z)))}.
   */
  SILU;

  /** The derivative of {@link #LEAKY_RELU} left of zero. */
  public static final float LEAK = 0.01f;

  /** Whether the derivative needs {@code z}, so that it must be kept beside {@code y}. */
  public boolean needsZ() {
    return this == GELU || this == SILU;
  }

  /** The name used in network texts: lower case, as in {@code leaky_relu}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
