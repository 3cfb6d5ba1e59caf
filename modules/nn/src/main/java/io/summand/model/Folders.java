package io.summand.model;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** A directory of {@link Folder}s, on any file system. */
public interface Folders {
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
