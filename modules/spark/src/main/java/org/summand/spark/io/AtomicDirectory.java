package org.summand.spark.io;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.summand.model.TemporaryNames;

/**
 * A directory that takes its place, or another's, only when it is whole: it is written beside the
 * place and moved in by a rename.
 */
public final class AtomicDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(AtomicDirectory.class);

  private AtomicDirectory() {}

  /** Where to write what will be moved in. */
  public static Path beside(Path target) {
    return new Path(target.getParent(), TemporaryNames.ofNew(target.getName()));
  }

  /**
   * Moves {@code fresh} to where {@code target} lies, or would lie. An old directory there is
   * deleted last, and comes back if the new one cannot take its place.
   *
   * @throws FileAlreadyExistsException where something lies there and may not be replaced
   */
  public static void moveIn(FileSystem files, Path fresh, Path target, boolean overwrite)
      throws IOException {
    if (!overwrite || !files.exists(target)) {
      rename(files, fresh, target);
      return;
    }
    Path old = new Path(target.getParent(), TemporaryNames.ofOld(target.getName()));
    rename(files, target, old);
    try {
      rename(files, fresh, target);
    } catch (IOException | RuntimeException failure) {
      try {
        rename(files, old, target);
      } catch (IOException | RuntimeException lost) {
        String sentence = target + ": the old version could not be moved back and is now at " + old;
        failure.addSuppressed(new IOException(sentence, lost));
      }
      throw failure;
    }
    deleteIfLeft(files, old);
  }

  /** Hadoop would move a directory into an existing one, and tells failure by a return value. */
  private static void rename(FileSystem files, Path from, Path to) throws IOException {
    if (files.exists(to)) {
      throw new FileAlreadyExistsException(to.toString(), null, "appeared just now");
    }
    if (!files.rename(from, to)) {
      throw new IOException("could not rename " + from + " to " + to);
    }
  }

  /** Deletes a directory. What cannot be deleted is only untidy, hence a warning. */
  public static void deleteIfLeft(FileSystem files, Path directory) {
    try {
      if (files.exists(directory)) {
        files.delete(directory, true);
      }
    } catch (IOException failure) {
      LOG.warn(
          "could not delete the temporary directory {}; delete it by hand", directory, failure);
    }
  }
}
