package org.summand.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;

/**
 * The operations of a file system that {@link AtomicDirectory} and folders are made of, so that
 * what makes a directory appear whole is written once for all file systems.
 *
 * @param <P> a path of this file system
 */
public interface FileOperations<P> {
  /**
   * What lies in a directory.
   *
   * @param name its plain name
   * @param isDirectory whether it is a directory; a link to one is not
   */
  record Entry(String name, boolean isDirectory) {}

  /** The directory that a path lies in; null for a root. */
  P parent(P path);

  /** The last part of a path. */
  String name(P path);

  /** The path of a name in a directory. */
  P child(P directory, String name);

  /** Where what lies at a path really lies, if the path is a link; else the whole path. */
  P target(P path) throws IOException;

  /** Whether anything lies at a path. */
  boolean exists(P path) throws IOException;

  /** Whether a directory lies at a path, or a link to one. */
  boolean isDirectory(P path) throws IOException;

  /** All that lies in a directory. */
  List<Entry> list(P directory) throws IOException;

  /** The size of a file in bytes; empty where there is no file at this path. */
  OptionalLong size(P file) throws IOException;

  /**
   * Opens a file for reading.
   *
   * @throws FileNotFoundException or another exception of the file system where there is none
   */
  InputStream open(P file) throws IOException;

  /** Creates a directory that is not there, and those above it that are missing. */
  void createDirectories(P directory) throws IOException;

  /** Writes a new file and forces its bytes to the disk. */
  void write(P file, FileContent content) throws IOException;

  /**
   * Moves what lies at one path to another, in one operation where the file system can.
   *
   * @throws IOException if something is in the way, or the move failed
   */
  void rename(P from, P to) throws IOException;

  /** Forces the names in a directory to the disk, where the file system can. */
  void force(P directory) throws IOException;

  /** Deletes a temporary file, or a temporary directory and the files in it. */
  void delete(P path) throws IOException;

  /** How many bytes can still be written below a directory. */
  long usableBytes(P directory) throws IOException;
}
