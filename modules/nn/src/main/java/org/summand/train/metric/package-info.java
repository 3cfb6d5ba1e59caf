/**
 * How good answers are besides their loss, as sums that shards gather and the driver adds.
 *
 * <p>Start with {@link org.summand.train.metric.HeadMetrics}.
 */
package org.summand.train.metric;
