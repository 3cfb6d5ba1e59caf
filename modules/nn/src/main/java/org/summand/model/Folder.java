package org.summand.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.summand.files.FileContent;

/**
 * A directory that holds a small, flat set of named files, on a local disk or any other file
 * system. It appears whole or not at all.
 *
 * <p>File names are plain names: not empty, no separators, not {@code "."} or {@code ".."}.
 */
public interface Folder {

  /** Returns the path as a person would write it; errors begin with it. */
  String name();

  /** Says whether anything lies at this path. */
  boolean exists() throws IOException;

  /** Returns the names of all that lies in it, in order; none where there is no such directory. */
  List<String> names() throws IOException;

  /**
   * Returns the size of a file in bytes.
   *
   * @throws ModelFormatException if the folder or the file is missing
   */
  long size(String file) throws IOException;

  /**
   * Opens a file for reading; the caller closes it.
   *
   * @throws ModelFormatException if the folder or the file is missing
   */
  InputStream open(String file) throws IOException;

  /**
   * Checks that {@link #publish} would not be refused, so that a long run does not end in a
   * refusal. A directory is made beside this one to see whether that can be done, and taken away.
   *
   * @param files the names of the files to publish
   * @param bytes how long they will be together, about
   * @throws java.nio.file.FileAlreadyExistsException as {@link #publish} throws it
   * @throws IOException if nothing can be written there, or not so much
   */
  void requirePublishable(Set<String> files, boolean overwrite, long bytes) throws IOException;

  /**
   * Writes all files to a temporary directory beside this one, forces them to the disk, and makes
   * them visible by one rename, so that a reader sees all of them or none. Missing parent
   * directories are created.
   *
   * <p>With {@code overwrite} the old directory stays readable until the new one is whole; it is
   * then moved aside, the new one moved in, and the old one deleted, or moved back if the new one
   * could not be moved in. Only a directory that looks like an earlier version is replaced: one
   * that is empty, or holds a file named in {@code files} and no directories. A mistyped path must
   * not cost anybody their home directory.
   *
   * @param files what to write, by file name, written in the order of the map
   * @throws java.nio.file.FileAlreadyExistsException if something lies at this path and may not be
   *     replaced; nothing has been written then
   * @throws IOException if writing fails, or whatever a {@link FileContent} throws; the old
   *     directory is as it was and the temporary one is gone
   */
  void publish(Map<String, FileContent> files, boolean overwrite) throws IOException;
}
