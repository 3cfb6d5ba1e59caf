/**
 * The distributed step: rows packed into shards, each partition's summand computed where its shard
 * is, the summands added in a fixed order, the weights broadcast again. Everything a task does is a
 * pure function of its shard, the weights, the step and the seed, so that Spark may run it twice.
 *
 * <p>Start with {@link io.summand.spark.Trainer}, then {@link io.summand.spark.JobGradientSource}
 * for a step and {@link io.summand.spark.ShardPacker} for the way rows take to their shards.
 */
package io.summand.spark;
