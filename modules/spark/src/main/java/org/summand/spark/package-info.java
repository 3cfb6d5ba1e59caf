/**
 * The distributed step: rows packed into shards, each shard's partial gradient computed where the
 * shard is, the partial gradients added in a fixed order, the weights sent out again. Everything a
 * task does is a pure function of its shard, the weights, the step and the seed, so that Spark may
 * run it twice.
 *
 * <p>Start with {@link org.summand.spark.Trainer}, then {@link org.summand.spark.JobGradientSource}
 * for a step as a Spark job, {@code ResidentGradientSource} for one by resident tasks, the default,
 * and {@link org.summand.spark.ShardPacker} for the way rows take to their shards.
 */
package org.summand.spark;
