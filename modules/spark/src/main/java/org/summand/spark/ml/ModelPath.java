package org.summand.spark.ml;

import java.lang.reflect.InvocationTargetException;
import org.apache.hadoop.fs.Path;

/**
 * Converts between the texts of paths in Spark ML and Hadoop's paths. A text is mostly a path on
 * one of Hadoop's file systems; but the model cache of Spark Connect saves and loads
 * <em>locally</em>, by the driver alone and without a job, and then the text is one of java.nio,
 * which reads {@code file:/a} as a relative path.
 *
 * <p>Spark keeps which of the two it is in the thread, so that it holds for the stages of a
 * pipeline too, whose writers are asked for no more than {@code save(path)}.
 */
final class ModelPath {
  private static final ThreadLocal<?> LOCAL = modeOfSpark();

  private ModelPath() {}

  /** Hadoop's path for a text of Spark ML. */
  static Path toHadoop(String path) {
    // Not by toUri(), which ends in a slash where there is a directory: to Hadoop, another path.
    return isLocal()
        ? new Path("file", null, java.nio.file.Path.of(path).toAbsolutePath().toString())
        : new Path(path);
  }

  /** The text of a path for Spark ML; the inverse of {@link #toHadoop}. */
  static String toText(Path path) {
    return isLocal() ? java.nio.file.Path.of(path.toUri()).toString() : path.toString();
  }

  private static boolean isLocal() {
    return Boolean.TRUE.equals(LOCAL.get());
  }

  /** Spark 4.0 saves nothing locally and has no such mode; the build is to compile against both. */
  private static ThreadLocal<?> modeOfSpark() {
    try {
      return (ThreadLocal<?>)
          Class.forName("org.apache.spark.ml.util.ReadWriteUtils")
              .getMethod("localSavingModeState")
              .invoke(null);
    } catch (ClassNotFoundException | NoSuchMethodException spark40) {
      return new ThreadLocal<>();
    } catch (IllegalAccessException | InvocationTargetException changed) {
      throw new IllegalStateException("this Spark does not say how models are saved", changed);
    }
  }
}
