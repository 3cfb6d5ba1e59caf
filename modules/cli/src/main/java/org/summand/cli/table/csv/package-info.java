/**
 * CSV files: each is looked at for its header and for cells of several lines, and then read by
 * Spark, or by this process where it is small.
 *
 * <p>Start with {@link org.summand.cli.table.csv.CsvReader}.
 */
package org.summand.cli.table.csv;
