/**
 * Directories on any file system that Hadoop knows, which appear whole or not at all. The algorithm
 * is {@link org.summand.files.AtomicDirectory} and {@link org.summand.model.PublishedFolder}, the
 * same as on this machine's own disks; here are the operations that it is made of.
 *
 * <p>Start with {@link org.summand.spark.io.HadoopFolder}.
 */
package org.summand.spark.io;
