/**
 * The gradient of a mini-batch as a sum over shards: the partial gradient of one shard, and the one
 * order in which they are added.
 *
 * <p>Start with {@link org.summand.train.gradient.Gradient}, then {@link
 * org.summand.train.gradient.ShardGradient}, which computes one, and {@link
 * org.summand.train.gradient.OrderedSum}.
 */
package org.summand.train.gradient;
