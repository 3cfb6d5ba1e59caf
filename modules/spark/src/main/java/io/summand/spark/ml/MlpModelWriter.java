package io.summand.spark.ml;

import io.summand.spark.HadoopFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;

/**
 * Writes a model as a directory: {@code metadata}, Spark ML's own, and {@code network}, a model
 * that {@link io.summand.model.NetworkModel} reads without Spark.
 *
 * <p>Spark ML deletes the old model before it writes the new one. This writer writes beside it, and
 * moves the new one in when it is whole.
 */
final class MlpModelWriter extends MLWriter {
  static final String NETWORK = "network";

  private final MlpModel<?> model;

  MlpModelWriter(MlpModel<?> model) {
    this.model = model;
  }

  @Override
  public void save(String path) throws IOException {
    Path target = new Path(path);
    FileSystem files = target.getFileSystem(hadoop());
    target = target.makeQualified(files.getUri(), files.getWorkingDirectory());
    if (files.exists(target) && !shouldOverwrite()) {
      throw new FileAlreadyExistsException(
          "Path " + path + " already exists. To overwrite it, use write().overwrite().save(path).");
    }
    Path fresh = sibling(target, "new");
    try {
      saveImpl(fresh.toString());
      replace(files, target, fresh);
    } finally {
      files.delete(fresh, true);
    }
  }

  private static void replace(FileSystem files, Path target, Path fresh) throws IOException {
    Path old = sibling(target, "old");
    boolean hadOld = files.exists(target);
    if (hadOld) {
      rename(files, target, old);
    }
    try {
      rename(files, fresh, target);
    } catch (IOException failed) {
      if (hadOld) {
        rename(files, old, target);
      }
      throw failed;
    }
    if (hadOld) {
      files.delete(old, true);
    }
  }

  private static void rename(FileSystem files, Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException(from + " could not be moved to " + to);
    }
  }

  private static Path sibling(Path target, String purpose) {
    return new Path(
        target.getParent(), "." + target.getName() + "." + purpose + "." + UUID.randomUUID());
  }

  @Override
  public void saveImpl(String path) {
    DefaultParamsWriter.saveMetadata(model, path, sparkSession());
    try {
      model.networkModel().save(new HadoopFolder(new Path(path, NETWORK), hadoop()), false);
    } catch (IOException failed) {
      throw new UncheckedIOException(path + " could not be written", failed);
    }
  }

  private Configuration hadoop() {
    return sc().hadoopConfiguration();
  }
}
