/**
 * What commands print: results for programs and for people, tables, reports and progress.
 *
 * <p>Start with {@link org.summand.cli.output.Output}.
 */
package org.summand.cli.output;
