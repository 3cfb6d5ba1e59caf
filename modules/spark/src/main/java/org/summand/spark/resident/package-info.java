/**
 * Resident tasks, which stay on their executors from step to step, and the link between them and
 * the driver: weights down and partial gradients up as raw floats, without a Spark job for each
 * step.
 *
 * <p>Knows Spark, but not what a gradient is computed from; {@code spark.exchange} decides when
 * tasks are resident.
 *
 * <p>On the driver, start with {@link org.summand.spark.resident.ResidentTasks}; a launch of them
 * is a {@code ResidentStage} with a {@code StepCoordinator}. On an executor, start with {@code
 * ResidentTask}, whose {@code DriverLink} leads to that coordinator: a {@code LocalDriverLink} in
 * the driver's own JVM, else a {@code NetworkDriverLink} to the driver's one {@code StepServer}.
 */
package org.summand.spark.resident;
