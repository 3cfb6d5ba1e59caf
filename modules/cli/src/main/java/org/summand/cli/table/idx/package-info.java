/**
 * Pairs of IDX files, the format of MNIST: one of images and one of labels.
 *
 * <p>Start with {@link org.summand.cli.table.idx.IdxReader}.
 */
package org.summand.cli.table.idx;
