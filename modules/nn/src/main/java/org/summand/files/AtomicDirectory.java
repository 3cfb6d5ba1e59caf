package org.summand.files;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a directory, or a file, take its place or that of an earlier version only when it is whole:
 * it is written beside the place under a hidden name, and moved in by a rename.
 *
 * @param <P> a path of the file system
 */
public final class AtomicDirectory<P> {
  private static final Logger LOG = LoggerFactory.getLogger(AtomicDirectory.class);

  private final FileOperations<P> files;

  public AtomicDirectory(FileOperations<P> files) {
    this.files = files;
  }

  /** Where to write what will be moved in. */
  public P beside(P target) {
    return files.child(files.parent(target), TemporaryNames.ofNew(files.name(target)));
  }

  /**
   * Moves {@code fresh} to where {@code target} lies, or would lie.
   *
   * @param overwrite whether to replace what lies there now; without it, a move onto something
   *     fails
   */
  public void moveIn(P fresh, P target, boolean overwrite) throws IOException {
    if (overwrite && files.exists(target)) {
      replace(fresh, target);
    } else {
      moveIn(fresh, target);
    }
  }

  /** Moves {@code fresh} to a place where nothing lies; fails if something appeared just now. */
  public void moveIn(P fresh, P target) throws IOException {
    files.rename(fresh, target);
    files.force(files.parent(target));
  }

  /**
   * Moves {@code fresh} to where {@code target} lies. The old version is deleted last, and comes
   * back if the new one cannot take its place.
   */
  public void replace(P fresh, P target) throws IOException {
    P old = files.child(files.parent(target), TemporaryNames.ofOld(files.name(target)));
    files.rename(target, old);
    try {
      files.rename(fresh, target);
    } catch (IOException | RuntimeException failure) {
      moveBack(old, target, failure);
      throw failure;
    }
    files.force(files.parent(target));
    deleteIfLeft(old);
  }

  private void moveBack(P old, P target, Exception reason) {
    try {
      files.rename(old, target);
    } catch (IOException | RuntimeException lost) {
      String sentence = target + ": the old version could not be moved back and is now at " + old;
      reason.addSuppressed(new IOException(sentence, lost));
    }
  }

  /** Deletes what lies at a temporary path. What cannot be deleted is only untidy: a warning. */
  public void deleteIfLeft(P temporary) {
    try {
      if (files.exists(temporary)) {
        files.delete(temporary);
      }
    } catch (IOException failure) {
      LOG.warn(
          "could not delete the temporary directory {}; delete it by hand", temporary, failure);
    }
  }
}
