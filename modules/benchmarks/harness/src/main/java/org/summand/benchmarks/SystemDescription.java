package org.summand.benchmarks;

/**
 * What a system is, and how it is set, for a reader who doubts the comparison.
 *
 * @param version its name and version, and those of what it computes with
 * @param precision the floating-point numbers it computes in
 * @param products what multiplies matrices, and on how many threads
 * @param training its optimiser, and what else a reader should know of how it learns
 */
public record SystemDescription(
    String version, String precision, String products, String training) {}
