/**
 * Tables as people have them, without Spark: what a cell says, what a network is given of it, and
 * in which words a bad one is told.
 *
 * <p>A row takes two steps. A {@link org.summand.table.RawRowReader} makes its cells a raw row of
 * floats: numbers as they are, days counted, words by their numbers in a {@link
 * org.summand.table.Vocabulary}, NaN for what is missing; {@link org.summand.table.RawColumn} says
 * which column is read as what, and {@link org.summand.table.CellReader} what a single cell means.
 * A {@link org.summand.table.TableEncoder} makes the raw row the inputs of a network: scaled,
 * clipped, with what is missing filled in and told, few words as an input each, many for an
 * embedding. {@link org.summand.table.EncoderLearning} learns it from the training part, and it is
 * kept in the model.
 *
 * <p>To understand how a table is learned from, begin with {@link org.summand.table.TableEncoder}.
 */
package org.summand.table;
