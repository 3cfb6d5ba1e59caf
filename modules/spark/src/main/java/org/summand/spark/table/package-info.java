/**
 * Rows of a table as floats: columns found by name, cells checked, and a row that cannot be used
 * told in words.
 *
 * <p>Start with {@link org.summand.spark.table.RowReader}; what goes wrong is a {@link
 * org.summand.table.BadCellException}, and {@link org.summand.spark.table.RowFault} where it
 * travels.
 */
package org.summand.spark.table;
