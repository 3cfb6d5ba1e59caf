/**
 * How fast Summand is, always beside a limit or a peer measured in the same run, because machines
 * are noisy and only ratios count. See the module's README for the commands.
 */
package io.summand.benchmarks;
