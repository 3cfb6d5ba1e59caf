package org.summand.model;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.summand.files.TemporaryNames;

/** A directory of {@link Folder}s, on any file system. */
public interface Folders {
  /** The most bytes that are read of a small file, which a stranger may have made a large one. */
  int MOST_SMALL_BYTES = 1 << 12;

  /** The path as a person would write it. */
  String name();

  /** The names of all directories in it; none where it does not exist. */
  List<String> directories() throws IOException;

  /** The names of the folders in it, hidden ones left out, in order. */
  default List<String> list() throws IOException {
    return directories().stream().filter(name -> !name.startsWith(".")).sorted().toList();
  }

  /** The folder of a name, which need not exist. */
  Folder folder(String name) throws IOException;

  /**
   * Checks, before a long run, that folders can be published here.
   *
   * @param bytes how long all that will lie here at a time is, about
   * @throws IOException saying what is in the way
   */
  default void requireWritable(long bytes) throws IOException {
    folder(TemporaryNames.ofNew("trial")).requirePublishable(Set.of(), false, bytes);
  }

  /** Deletes a folder and what is in it. */
  void delete(String name) throws IOException;

  /**
   * Creates a small file beside the folders, unless there is one, and the directory if it is
   * missing. Of two who try at once, one succeeds, where the file system can promise that.
   *
   * @return whether it was created
   */
  boolean create(String file, String text) throws IOException;

  /** Writes a small file anew; whoever reads it meanwhile may find it empty. */
  void write(String file, String text) throws IOException;

  /** A small file, its first bytes if it is not; empty where there is none. */
  Optional<String> read(String file) throws IOException;

  /** Deletes a small file, if it is there. */
  void deleteFile(String file) throws IOException;

  /**
   * Deletes what publishing in this directory left where a process was killed. Only where nobody
   * else publishes there.
   */
  default void deleteLeftovers() throws IOException {
    for (String directory : directories()) {
      if (TemporaryNames.matches(directory)) {
        delete(directory);
      }
    }
  }
}
