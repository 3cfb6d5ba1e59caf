/**
 * A training run on a cluster, from packed rows to a trained network: its options, its listeners,
 * its checkpoints and its evaluation. Everything a task does is a pure function of its shard, the
 * weights, the step and the seed, so that Spark may run it twice.
 *
 * <p>Start with {@link org.summand.spark.Trainer}. Rows come to it through {@link
 * org.summand.spark.table} and {@link org.summand.spark.shard}; weights and gradients travel
 * through {@link org.summand.spark.exchange}, step after step.
 */
package org.summand.spark;
