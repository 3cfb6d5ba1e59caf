/**
 * What a cluster has to give: its executors and slots, as declared and as they have come, and the
 * settings of Spark that a run would choose.
 *
 * <p>Start with {@link org.summand.spark.cluster.Cluster}; its answer without Spark is {@link
 * org.summand.spark.cost.ClusterShape}.
 */
package org.summand.spark.cluster;
