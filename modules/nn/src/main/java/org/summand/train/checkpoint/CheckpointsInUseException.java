package org.summand.train.checkpoint;

import java.io.IOException;

/** Thrown where another run keeps its checkpoints in the directory; the message is for the user. */
public final class CheckpointsInUseException extends IOException {
  private static final long serialVersionUID = 1;

  CheckpointsInUseException(String message) {
    super(message);
  }
}
