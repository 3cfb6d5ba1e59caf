package io.summand.cli;

import io.summand.cli.config.RequestException;
import io.summand.model.Folder;
import io.summand.model.LocalFolder;
import io.summand.spark.HadoopFolder;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Finds the file system of a model's directory. */
final class ModelFolders {
  private static final String LOCAL = "file";

  private ModelFolders() {}

  /** The folder at a path; without a scheme it lies where data without one lie. */
  static Folder at(String path, Configuration hadoop) throws IOException {
    try {
      Path there = new Path(path);
      URI uri = there.toUri();
      String scheme =
          uri.getScheme() == null ? FileSystem.getDefaultUri(hadoop).getScheme() : uri.getScheme();
      return LOCAL.equals(scheme)
          ? new LocalFolder(java.nio.file.Path.of(uri.getScheme() == null ? path : uri.getPath()))
          : new HadoopFolder(there, hadoop);
    } catch (IllegalArgumentException noPath) {
      throw new RequestException(
          "'" + path + "' is not the path of a directory: " + noPath.getMessage(), noPath);
    }
  }
}
