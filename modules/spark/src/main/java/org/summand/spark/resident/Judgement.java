package org.summand.spark.resident;

/**
 * How good weights are by the rows of one shard.
 *
 * @param shard its place among those of the data set
 * @param words as whoever asked will read them
 */
public record Judgement(int shard, String words) {}
