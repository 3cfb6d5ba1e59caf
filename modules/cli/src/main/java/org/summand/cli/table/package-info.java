/**
 * Data sets of every format as tables: finds the reader of a format, and the classes of labels.
 *
 * <p>Start with {@link org.summand.cli.table.TableReaders}, then {@link
 * org.summand.cli.table.row.TableReader}. The rooms below: {@link org.summand.cli.table.file} finds
 * the files and looks into them, {@link org.summand.cli.table.row} tells where a bad row stands,
 * {@link org.summand.cli.table.csv} and {@link org.summand.cli.table.idx} read these formats.
 */
package org.summand.cli.table;
