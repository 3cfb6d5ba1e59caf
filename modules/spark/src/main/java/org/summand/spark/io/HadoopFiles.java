package org.summand.spark.io;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.util.VersionInfo;

/** Finds the file system of a path. */
public final class HadoopFiles {
  private HadoopFiles() {}

  /**
   * The file system that a path's scheme names.
   *
   * @throws IOException in words for the user where there is none, or its library is missing
   */
  public static FileSystem of(Path path, Configuration configuration) throws IOException {
    try {
      return path.getFileSystem(configuration);
    } catch (UnsupportedFileSystemException unknown) {
      throw new IOException(
          "there is no file system called "
              + path.toUri().getScheme()
              + "; write file:, hdfs: or s3a:, or add the library of another with --packages or"
              + " --jars of spark-submit",
          unknown);
    } catch (RuntimeException | NoClassDefFoundError broken) {
      // Hadoop finds the class of a scheme by its configuration, and only then looks for the class.
      Throwable root = root(broken);
      if (!(root instanceof ClassNotFoundException)) {
        throw broken;
      }
      throw new IOException(
          "the library for "
              + path.toUri().getScheme()
              + ": is not on the class path ("
              + root.getMessage()
              + "); add it, as spark-submit does with --packages org.apache.hadoop:hadoop-aws:"
              + VersionInfo.getVersion()
              + " for s3a",
          broken);
    }
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
