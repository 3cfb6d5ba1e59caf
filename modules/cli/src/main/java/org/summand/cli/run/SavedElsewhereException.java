package org.summand.cli.run;

import java.io.IOException;
import org.summand.model.Folder;

/** The model is saved, but not where it should be. */
public final class SavedElsewhereException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Folder folder;

  SavedElsewhereException(Folder wanted, Folder folder, IOException reason) {
    super(
        "the model could not be saved in "
            + wanted.name()
            + " ("
            + reason.getMessage()
            + "); it is in "
            + folder.name(),
        reason);
    this.folder = folder;
  }

  /** Where the model is. */
  Folder folder() {
    return folder;
  }
}
