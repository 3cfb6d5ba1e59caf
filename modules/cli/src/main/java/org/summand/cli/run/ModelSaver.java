package org.summand.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.summand.cli.config.ModelSettings;
import org.summand.cli.config.RequestException;
import org.summand.model.Folder;
import org.summand.model.NetworkModel;

/**
 * Saves the trained model where it should go or, if that fails, beside it or in a temporary
 * directory, so that it is not lost because of a path.
 */
final class ModelSaver {
  private final String path;
  private final boolean overwrite;
  private final Configuration hadoop;
  private final Folder folder;

  /**
   * @throws RequestException where no path for the model is set
   */
  ModelSaver(ModelSettings settings, Configuration hadoop) {
    path = settings.requiredPath();
    overwrite = settings.overwrite();
    this.hadoop = hadoop;
    folder = ModelFolders.at(path, hadoop);
  }

  /** Where the model is to lie. */
  Folder folder() {
    return folder;
  }

  /**
   * Checks, before anything is read, that the model will be written.
   *
   * @param weights how many it will have
   * @throws java.nio.file.FileAlreadyExistsException where something is in the way
   * @throws RequestException where nothing can be written
   */
  void requireWritable(long weights) throws IOException {
    try {
      NetworkModel.requireWritable(folder, overwrite, weights);
    } catch (java.nio.file.FileSystemException inTheWay) {
      throw inTheWay;
    } catch (IOException unwritable) {
      throw new RequestException(
          "the model cannot go to " + folder.name() + ": " + unwritable.getMessage(), unwritable);
    }
  }

  /**
   * Saves a model that training ended with.
   *
   * @throws SavedElsewhereException where it could not be saved at its place, but at another
   */
  void save(NetworkModel model) throws IOException {
    try {
      model.save(folder, overwrite);
    } catch (IOException failed) {
      Folder other = saveElsewhere(model, failed);
      throw new SavedElsewhereException(folder, other, failed);
    }
  }

  /** Saves a model that training did not end with, never over one that ended well. */
  Folder saveUnfinished(NetworkModel model) throws IOException {
    IOException occupied = new IOException(folder.name() + " exists already");
    if (folder.exists()) {
      return saveElsewhere(model, occupied);
    }
    try {
      model.save(folder, false);
      return folder;
    } catch (IOException failed) {
      return saveElsewhere(model, failed);
    }
  }

  private Folder saveElsewhere(NetworkModel model, IOException reason) throws IOException {
    String suffix = "-step-" + model.metadata().step();
    String name = new org.apache.hadoop.fs.Path(path).getName() + suffix;
    List<String> places =
        List.of(
            path + suffix,
            path + suffix + "-" + ProcessHandle.current().pid(),
            Path.of(name + "-" + ProcessHandle.current().pid()).toAbsolutePath().toUri().toString(),
            Path.of(System.getProperty("java.io.tmpdir"), name + "-" + System.nanoTime())
                .toUri()
                .toString());
    for (String place : places) {
      try {
        Folder other = ModelFolders.at(place, hadoop);
        model.save(other, false);
        return other;
      } catch (IOException | RequestException alsoFailed) {
        reason.addSuppressed(alsoFailed);
      }
    }
    throw new IOException(
        "the model could be saved neither in "
            + folder.name()
            + " nor anywhere else: "
            + reason.getMessage(),
        reason);
  }
}
