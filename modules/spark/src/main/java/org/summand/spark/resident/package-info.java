/**
 * Resident tasks, which stay on their executors from step to step, and the road between them and
 * the driver: weights down and partial gradients up as raw floats, without a Spark job for each
 * step.
 *
 * <p>Knows Spark, but not what a gradient is computed from; {@link org.summand.spark} decides when
 * tasks are resident.
 *
 * <p>Start with {@link org.summand.spark.resident.ResidentTasks}, the driver's side, then {@code
 * ResidentTask}, and {@code StepCoordinator}, where both meet.
 */
package org.summand.spark.resident;
