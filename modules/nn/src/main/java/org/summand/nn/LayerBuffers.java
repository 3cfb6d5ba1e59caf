package org.summand.nn;

import org.summand.compute.Matrix;

/**
 * Where one layer finds its matrices for one batch of rows.
 *
 * @param x rows × inputs
 * @param z rows × outputs, the same window as {@code y} unless the layer {@linkplain Layer#keepsZ
 *     keeps z}
 * @param y rows × outputs
 * @param dx rows × inputs; of no use to the first layer
 * @param dy rows × outputs
 * @param weights where the layer's weights begin in WEIGHTS, and their gradient in GRADIENT
 * @param key what this layer's random choices in this pass depend on
 */
record LayerBuffers(Matrix x, Matrix z, Matrix y, Matrix dx, Matrix dy, int weights, long key) {}
