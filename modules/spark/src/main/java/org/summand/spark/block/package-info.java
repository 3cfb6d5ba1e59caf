/**
 * Shards as Spark keeps them: in blocks, each a partition of an RDD and a row of bytes, which a
 * task reads when it needs them.
 *
 * <p>Start with {@link org.summand.spark.block.ShardBlocks}; what a task sees of them is a {@link
 * org.summand.spark.block.TaskShard}.
 */
package org.summand.spark.block;
