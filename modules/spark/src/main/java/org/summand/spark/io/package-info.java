/**
 * Directories on any file system that Hadoop knows, which appear whole or not at all: what {@link
 * org.summand.model.LocalFolder} is on this machine's own.
 *
 * <p>Start with {@link org.summand.spark.io.HadoopFolder}.
 */
package org.summand.spark.io;
