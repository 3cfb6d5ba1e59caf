/**
 * How the cost of a step grows with rows, weights, shards and executors, and a model of it.
 *
 * <p>Start with {@code Sweep}, which measures, then {@code Fits}.
 */
package org.summand.benchmarks.scaling;
