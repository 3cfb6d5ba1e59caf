/**
 * Layers, networks and the execution plan of one pass through them: shapes and formulas only.
 *
 * <p>Weights live in one flat array, in the order of the layers, and each layer knows its window of
 * it; the gradient has the same shape. Forward stands beside backward. The letters are those of
 * {@link org.summand.compute}.
 *
 * <p>Start with {@link org.summand.nn.Dense}, then {@link org.summand.nn.ExecutionPlan}.
 */
package org.summand.nn;
