/**
 * How Spark jobs are run: once more where it is no fault of theirs that they ended.
 *
 * <p>Start with {@link org.summand.spark.job.SparkJob}.
 */
package org.summand.spark.job;
