/**
 * Tasks that stay on their executors for a whole run, and the road between them and the driver:
 * weights down and summands up as raw floats, without a Spark job for each step.
 *
 * <p>Knows Spark, but not what a summand is computed from; {@link io.summand.spark} decides when
 * tasks stay.
 */
package io.summand.spark.resident;
