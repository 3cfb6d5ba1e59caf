/** Data sets of every format as tables. Start with {@link io.summand.cli.table.TableReader}. */
package io.summand.cli.table;
