/**
 * What runs in a JVM with Spark: Summand, with and without it, and MLlib's perceptron.
 *
 * <p>Start with {@link org.summand.benchmarks.spark.SummandSystem}.
 */
package org.summand.benchmarks.spark;
