package org.summand.cli.run;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalInt;
import org.summand.model.Folder;
import org.summand.model.Folders;
import org.summand.model.ModelFormatException;
import org.summand.model.NetworkModel;
import org.summand.train.checkpoint.CheckpointStore;

/** Finds out whether a run that is to be resumed had ended already, with its model written. */
final class ResumedModel {
  private ResumedModel() {}

  /** Whether the run of these checkpoints is over, and left this model. */
  static boolean isWrittenBy(Folders checkpoints, OptionalInt epochs, Folder folder)
      throws IOException {
    try {
      return folder.exists()
          && CheckpointStore.endedWith(checkpoints, epochs, NetworkModel.load(folder).weights());
    } catch (ModelFormatException noModel) {
      return false;
    }
  }

  /** Whether the model is there with these weights. */
  static boolean isThere(Folder folder, float[] weights) throws IOException {
    try {
      return folder.exists() && Arrays.equals(NetworkModel.load(folder).weights(), weights);
    } catch (ModelFormatException noModel) {
      return false;
    }
  }
}
