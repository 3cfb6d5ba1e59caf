/**
 * The files of a data set before Spark reads them: which they are, what format their names and
 * first lines tell, their lines, and the cells of a line of CSV.
 *
 * <p>Start with {@link org.summand.cli.table.file.DataFiles}; CSV is in {@link
 * org.summand.cli.table.file.CsvFormat}.
 */
package org.summand.cli.table.file;
