package org.summand.cli.run;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalInt;
import org.summand.cli.config.RunConfiguration;
import org.summand.model.Folder;
import org.summand.model.Folders;
import org.summand.model.ModelFormatException;
import org.summand.model.NetworkModel;
import org.summand.train.checkpoint.CheckpointStore;

/** Finds out whether a run that is to be resumed had ended already, with its model written. */
final class ResumedModel {
  private static final String CALIBRATION = "train.calibration";

  private ResumedModel() {}

  /** Whether the run of these checkpoints is over, and left this model as it would now. */
  static boolean isWrittenBy(Folders checkpoints, RunConfiguration run, Folder folder)
      throws IOException {
    try {
      return folder.exists() && isWrittenBy(checkpoints, run, NetworkModel.load(folder));
    } catch (ModelFormatException noModel) {
      return false;
    }
  }

  private static boolean isWrittenBy(Folders checkpoints, RunConfiguration run, NetworkModel model)
      throws IOException {
    String calibration = model.metadata().configuration().get(CALIBRATION);
    return run.effective().get(CALIBRATION).equals(calibration)
        && CheckpointStore.endedWith(checkpoints, epochs(run), model.weights());
  }

  /** How long a run is to be; empty where the rows decide. */
  private static OptionalInt epochs(RunConfiguration run) {
    return run.training().said().isPresent()
        ? OptionalInt.of(run.training().least().epochs())
        : OptionalInt.empty();
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
