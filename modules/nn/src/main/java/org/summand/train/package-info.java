/**
 * How a network learns: the loop that asks for a gradient, takes a step of the optimiser and ends
 * by the schedule or early, and the evaluation of what was learned. The loop cannot tell whether
 * its gradients come from one JVM or from a cluster.
 *
 * <p>Start with {@link org.summand.train.TrainingLoop}. What it joins has rooms of its own: {@link
 * org.summand.train.gradient}, then {@link org.summand.train.optim}, and {@link
 * org.summand.train.metric}. What is left when a run is interrupted is in {@link
 * org.summand.train.checkpoint}.
 */
package org.summand.train;
