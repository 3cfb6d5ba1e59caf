package org.summand.spark.exchange;

import org.apache.spark.broadcast.Broadcast;
import org.summand.spark.block.ShardBlocks;
import org.summand.spark.executor.ExecutorContext;

/**
 * What a run's weights are judged by after each epoch.
 *
 * @param shards with the rows that are held out, as many as there are to learn from: either shards
 *     of their own, or under folds the same ones
 * @param executors the executors' side of it
 */
public record Judging(ShardBlocks shards, Broadcast<ExecutorContext> executors) {}
