/**
 * How a network learns: the gradient of a mini-batch as a sum over shards, optimisers and schedules
 * as pure functions, and the loop that joins them. The loop cannot tell whether its gradients come
 * from one JVM or from a cluster.
 *
 * <p>Start with {@link org.summand.train.TrainingLoop}, then {@link org.summand.train.Gradient} and
 * {@link org.summand.train.ShardGradient}.
 */
package org.summand.train;
