/**
 * How a directory or a file appears whole or not at all: one algorithm over the few operations that
 * the file systems of this machine, and Hadoop's, have in common.
 *
 * <p>Start with {@link org.summand.files.AtomicDirectory}.
 */
package org.summand.files;
