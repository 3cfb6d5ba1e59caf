package org.summand.cli.run;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.summand.cli.config.RequestException;
import org.summand.model.Folder;
import org.summand.model.Folders;
import org.summand.model.LocalFolder;
import org.summand.model.LocalFolders;
import org.summand.spark.io.HadoopFiles;
import org.summand.spark.io.HadoopFolder;
import org.summand.spark.io.HadoopFolders;

/** Finds the file system of a model's directory. */
public final class ModelFolders {
  private static final String LOCAL = "file";

  private ModelFolders() {}

  /**
   * The folder at a path; one without a scheme lies on Hadoop's default file system, as data do.
   */
  public static Folder at(String path, Configuration hadoop) {
    try {
      return isLocal(path, hadoop)
          ? new LocalFolder(local(path))
          : new HadoopFolder(new Path(path), hadoop);
    } catch (IllegalArgumentException | IOException noPath) {
      throw noDirectory(path, noPath);
    }
  }

  /**
   * The whole path with its scheme, by which two paths can be compared.
   *
   * @throws RequestException where there is no such file system
   */
  static Path qualified(String path, Configuration hadoop) {
    try {
      Path given = new Path(path);
      return HadoopFiles.of(given, hadoop).makeQualified(given);
    } catch (IllegalArgumentException | IOException noPath) {
      throw noDirectory(path, noPath);
    }
  }

  /** Whether a path is another one, or lies below it. */
  public static boolean isWithin(Path path, Path other) {
    return path.equals(other) || (path.getParent() != null && isWithin(path.getParent(), other));
  }

  /** The folders in the directory at a path. */
  public static Folders in(String path, Configuration hadoop) {
    try {
      return isLocal(path, hadoop)
          ? new LocalFolders(local(path))
          : new HadoopFolders(new Path(path), hadoop);
    } catch (IllegalArgumentException noPath) {
      throw noDirectory(path, noPath);
    }
  }

  private static boolean isLocal(String path, Configuration hadoop) {
    String scheme = new Path(path).toUri().getScheme();
    return LOCAL.equals(scheme == null ? FileSystem.getDefaultUri(hadoop).getScheme() : scheme);
  }

  private static java.nio.file.Path local(String path) {
    URI uri = new Path(path).toUri();
    return java.nio.file.Path.of(uri.getScheme() == null ? path : uri.getPath());
  }

  private static RequestException noDirectory(String path, Exception noPath) {
    return new RequestException(
        "'" + path + "' is not the path of a directory: " + noPath.getMessage(), noPath);
  }
}
