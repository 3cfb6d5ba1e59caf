package org.summand.spark.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;
import org.summand.files.AtomicDirectory;
import org.summand.spark.io.HadoopFileOperations;
import org.summand.spark.io.HadoopFolder;

/**
 * Writes a model as a directory: {@code metadata}, Spark ML's own, and {@code network}, a model
 * that {@link org.summand.model.NetworkModel} reads without Spark.
 *
 * <p>Spark ML deletes the old model before it writes the new one. This writer writes beside it, and
 * moves the new one in when it is whole.
 */
final class MlpModelWriter extends MLWriter {
  static final String NETWORK = "network";
  private static final String METADATA = "metadata";

  private final MlpModel<?> model;

  MlpModelWriter(MlpModel<?> model) {
    this.model = model;
  }

  @Override
  public void save(String path) throws IOException {
    Path given = ModelPath.toHadoop(path);
    FileSystem files = given.getFileSystem(hadoop());
    Path target = given.makeQualified(files.getUri(), files.getWorkingDirectory());
    checkMayWrite(files, target);
    AtomicDirectory<Path> atomic = new AtomicDirectory<>(new HadoopFileOperations(files));
    Path fresh = atomic.beside(target);
    try {
      saveImpl(ModelPath.toText(fresh));
      atomic.moveIn(fresh, target, shouldOverwrite());
    } finally {
      atomic.deleteIfLeft(fresh);
    }
  }

  /** A mistyped path must not cost anybody their home directory. */
  private void checkMayWrite(FileSystem files, Path target) throws IOException {
    if (!files.exists(target)) {
      return;
    }
    if (!shouldOverwrite()) {
      throw new FileAlreadyExistsException(
          target.toString(), null, "exists already; write().overwrite().save(path) replaces it");
    }
    boolean isModel = files.exists(new Path(target, METADATA));
    if (!isModel && !(files.getFileStatus(target).isDirectory() && isEmpty(files, target))) {
      throw new FileAlreadyExistsException(
          target.toString(),
          null,
          "does not look like a saved model and will not be overwritten; choose another path");
    }
  }

  private static boolean isEmpty(FileSystem files, Path directory) throws IOException {
    return files.listStatus(directory).length == 0;
  }

  @Override
  public void saveImpl(String path) {
    DefaultParamsWriter.saveMetadata(model, path, sparkSession());
    try {
      Path network = new Path(ModelPath.toHadoop(path), NETWORK);
      model.networkModel().save(new HadoopFolder(network, hadoop()), false);
    } catch (IOException failed) {
      throw new UncheckedIOException(path + " could not be written", failed);
    }
  }

  private Configuration hadoop() {
    return sc().hadoopConfiguration();
  }
}
