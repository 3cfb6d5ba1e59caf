/**
 * Tables packed into shards: where a row goes, as a pure function of its content, and the shards
 * themselves, in memory and on disk.
 *
 * <p>Start with {@link org.summand.spark.shard.ShardPacker}; where a row goes, {@code RowPlacement}
 * says, how it gets there, {@code RowShuffle}, and what comes of it, {@code ShardAssembler} and
 * {@link org.summand.spark.shard.ShardedData}. What columns of texts are, {@code ColumnSurvey}
 * finds out; what becomes of columns is learned and done in {@code ShardEncoding}.
 */
package org.summand.spark.shard;
