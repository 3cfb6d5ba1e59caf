package org.summand.spark.exchange;

import java.util.List;
import java.util.function.Supplier;
import org.summand.spark.block.TaskShard;

/**
 * What a resident task holds.
 *
 * @param learned the shards that it learns from, in their order
 * @param judged finds the shards that weights are judged by, in their order; asked each time, so
 *     that they take no memory in between
 */
record TaskPart(List<TaskShard> learned, Supplier<List<TaskShard>> judged) {}
