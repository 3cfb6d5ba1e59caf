/**
 * How good predicted probabilities are, as sums that shards gather and the driver adds.
 *
 * <p>Start with {@link org.summand.train.metric.ProbabilityMetrics}.
 */
package org.summand.train.metric;
