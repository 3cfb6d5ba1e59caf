/**
 * How fast Summand is, always beside a limit or a peer measured in the same run, because machines
 * are noisy and only ratios count. Here is what all systems share: the work, the rows, the clock,
 * the launcher that gives each a JVM of its own, and the tables. It knows none of them: each is a
 * {@link org.summand.benchmarks.SystemUnderTest} that a module of its own provides.
 *
 * <p>Start with {@link org.summand.benchmarks.Workload}, then {@code Main}.
 */
package org.summand.benchmarks;
