package org.summand.cli.interrupt;

import java.util.List;
import org.apache.hadoop.service.launcher.IrqHandler;

/**
 * Ends the process at once when a second signal comes, which Java ignores while its shutdown hooks
 * run. The signals are listened to from then on only, so that nobody else's handlers are in the way
 * before.
 */
final class SecondSignalHandler {
  /** What Unix adds to a signal's number in the exit code. */
  private static final int SIGNALLED = 128;

  private SecondSignalHandler() {}

  /**
   * @param last what to do before the end, which must be quick
   */
  static void listen(Runnable last) {
    for (String name : List.of("INT", "TERM", "HUP")) {
      try {
        new IrqHandler(
                name,
                signal -> {
                  last.run();
                  Runtime.getRuntime().halt(SIGNALLED + signal.getNumber());
                })
            .bind();
      } catch (IllegalArgumentException | LinkageError unknownHere) {
        // Not every system has every signal, and -Xrs leaves them to others: one signal has to do.
        continue;
      }
    }
  }
}
