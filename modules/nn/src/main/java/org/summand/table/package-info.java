/**
 * Tables as people have them, without Spark: what a cell says, and in which words a bad one is
 * told.
 */
package org.summand.table;
