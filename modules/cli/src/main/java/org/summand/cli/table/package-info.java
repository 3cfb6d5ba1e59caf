/** Data sets of every format as tables. Start with {@link org.summand.cli.table.TableReader}. */
package org.summand.cli.table;
