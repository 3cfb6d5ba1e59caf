package org.summand.cli.run;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.summand.cli.config.CheckpointSettings;
import org.summand.cli.config.RequestException;
import org.summand.cli.config.RunConfiguration;
import org.summand.model.Folder;
import org.summand.model.Folders;
import org.summand.train.TrainingSettings;
import org.summand.train.checkpoint.CheckpointLock;
import org.summand.train.checkpoint.CheckpointStore;

/**
 * The directory of a run's checkpoints.
 *
 * @param folders the directory
 * @param run the configuration of the run
 * @param hadoop what paths mean
 */
record CheckpointDirectory(Folders folders, RunConfiguration run, Configuration hadoop) {
  /** The directory; empty for a run that keeps no checkpoints. */
  static Optional<CheckpointDirectory> of(RunConfiguration run, Configuration hadoop) {
    return run.checkpoint()
        .path()
        .map(path -> new CheckpointDirectory(ModelFolders.in(path, hadoop), run, hadoop));
  }

  /**
   * Checks that checkpoints can be kept there, apart from the model.
   *
   * @param settings those of the run, with the whole network or one that is not larger
   * @throws RequestException where they cannot
   */
  void requireUsable(TrainingSettings settings) {
    requireApartFromModel();
    try {
      folders.requireWritable(bytes(settings));
    } catch (IOException unwritable) {
      throw new RequestException(
          "checkpoint.path cannot be used: " + unwritable.getMessage(), unwritable);
    }
  }

  /** Whether the run to resume had ended, and its model is there. */
  boolean isOver(Folder model) throws IOException {
    return run.checkpoint().resume() && ResumedModel.isWrittenBy(folders, run, model);
  }

  /** Locks the directory for this run. */
  CheckpointLock lock(Consumer<String> say) throws IOException {
    return CheckpointLock.take(folders, say);
  }

  /**
   * The weights, the optimiser's moments and the best weights, and one checkpoint more while
   * writing.
   */
  private long bytes(TrainingSettings training) {
    int arrays = 2 + training.optimizer().build(training.network()).moments();
    return (long) training.network().weightCount()
        * Float.BYTES
        * arrays
        * (run.checkpoint().keep() + 1);
  }

  private void requireApartFromModel() {
    Path checkpoints = ModelFolders.qualified(run.checkpoint().path().orElseThrow(), hadoop);
    Path model = ModelFolders.qualified(run.model().requiredPath(), hadoop);
    if (ModelFolders.isWithin(checkpoints, model)) {
      throw new RequestException(
          "checkpoint.path "
              + checkpoints.toUri().getPath()
              + (checkpoints.equals(model) ? " is model.path too" : " lies in model.path")
              + ", which holds the model and nothing else; choose another directory for checkpoints");
    }
  }

  /**
   * Checks that checkpoints of another run are neither overwritten nor mixed with new ones.
   *
   * @throws RequestException where there are some, and this run is not to go on from them
   */
  void requireFresh() throws IOException {
    CheckpointSettings settings = run.checkpoint();
    if (!settings.resume() && folders.list().stream().anyMatch(CheckpointStore::isCheckpoint)) {
      throw new RequestException(
          folders.name()
              + " holds checkpoints of an earlier run; pass --resume to go on from the last, or set"
              + " checkpoint.path to another directory");
    }
  }
}
