/**
 * What a cluster has to give: its executors and slots, as declared and as they have come, and the
 * settings of Spark that a run would choose.
 */
package org.summand.spark.cluster;
