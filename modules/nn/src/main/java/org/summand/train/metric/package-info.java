/**
 * How good predicted probabilities, quantiles and counts are, as sums that shards gather and the
 * driver adds.
 *
 * <p>Start with {@link org.summand.train.metric.ProbabilityMetrics}, then {@link
 * org.summand.train.metric.HeadMetrics}.
 */
package org.summand.train.metric;
