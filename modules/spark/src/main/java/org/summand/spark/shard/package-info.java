/**
 * Tables packed into shards: where a row goes, as a pure function of its content, and the shards
 * themselves, in memory and on disk.
 *
 * <p>Start with {@link org.summand.spark.shard.ShardPacker}, then {@code RowPlacement} and {@code
 * ShardAssembler}; {@link org.summand.spark.shard.ShardedData} is what comes out.
 */
package org.summand.spark.shard;
