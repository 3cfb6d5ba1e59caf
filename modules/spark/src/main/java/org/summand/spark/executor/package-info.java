/**
 * An executor's side of a run: the network and the device that its tasks share, and the weights of
 * a step on their way there.
 *
 * <p>Start with {@link org.summand.spark.executor.ExecutorContext}.
 */
package org.summand.spark.executor;
