/**
 * How well Summand's defaults do on open tables, beside the defaults of the systems that one would
 * else pick: on the same rows, judged by the same code.
 *
 * <p>Start with {@code Main}, then {@code Learner} and {@code Comparison}.
 */
package org.summand.benchmarks.tabular;
