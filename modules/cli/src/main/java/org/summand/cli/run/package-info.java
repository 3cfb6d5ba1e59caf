/**
 * The course of a command that needs Spark: its session, a training from the first row to the saved
 * model, and a model that is loaded to be used.
 *
 * <p>Start with {@link org.summand.cli.run.TrainingRun}.
 */
package org.summand.cli.run;
