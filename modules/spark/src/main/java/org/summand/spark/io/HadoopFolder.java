package org.summand.spark.io;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.summand.model.Folder;
import org.summand.model.PublishedFolder;

/**
 * A {@link Folder} on any file system that Hadoop knows.
 *
 * <p>Where a rename is one operation, as on HDFS, the folder appears whole or not at all. An object
 * store copies file by file instead; a reader that comes too soon finds a file missing, and refuses
 * the folder as it refuses any that is not whole.
 */
public final class HadoopFolder extends PublishedFolder<Path> {
  public HadoopFolder(Path path, Configuration configuration) throws IOException {
    this(HadoopFileOperations.of(path, configuration), path);
  }

  private HadoopFolder(HadoopFileOperations files, Path path) {
    super(files, files.qualified(path));
  }
}
