/**
 * How the weights of a step go to the executors and the partial gradients come back and are added:
 * as a Spark job a step, or by resident tasks; which of them, what it takes of the driver's memory,
 * and where the time went.
 *
 * <p>Start with {@link org.summand.spark.exchange.ExchangePolicy}, which decides; then {@code
 * JobGradientSource} and {@code ResidentGradientSource}, the default, whose {@code at} read as the
 * algorithm and which share a {@link org.summand.spark.exchange.StepContext}.
 */
package org.summand.spark.exchange;
