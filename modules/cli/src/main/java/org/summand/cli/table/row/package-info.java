/**
 * What all readers of tables have in common: the rows they give, and the file and line of a row
 * that cannot be used.
 *
 * <p>Start with {@link org.summand.cli.table.row.TableReader}.
 */
package org.summand.cli.table.row;
