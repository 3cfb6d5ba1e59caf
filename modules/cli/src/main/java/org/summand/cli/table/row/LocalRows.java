package org.summand.cli.table.row;

import java.util.List;

/**
 * The rows of a small file, read by this process, each cell a text.
 *
 * @param names of the columns
 * @param rows the cells of each row; null where one is empty
 */
public record LocalRows(List<String> names, List<String[]> rows) {}
