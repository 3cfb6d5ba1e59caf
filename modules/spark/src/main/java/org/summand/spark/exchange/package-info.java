/**
 * How the weights of a step go to the executors and the partial gradients come back and are added:
 * as a Spark job a step, or by resident tasks; which of them, what it takes of the driver's memory,
 * and where the time went.
 *
 * <p>Start with {@link org.summand.spark.exchange.JobGradientSource}, which reads as the algorithm,
 * then {@link org.summand.spark.exchange.ResidentGradientSource}, the default, and {@link
 * org.summand.spark.exchange.Exchange}, which chooses.
 */
package org.summand.spark.exchange;
