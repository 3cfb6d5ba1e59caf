package org.summand.benchmarks.tabular;

/**
 * What a system says of a training.
 *
 * @param version its name and version
 * @param seconds the training took
 */
record Fit(String version, double seconds) {}
