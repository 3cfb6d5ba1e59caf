/** What runs in a JVM with Spark: Summand, with and without it, and MLlib's perceptron. */
package org.summand.benchmarks.spark;
