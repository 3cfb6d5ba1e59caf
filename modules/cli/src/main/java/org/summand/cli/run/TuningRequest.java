package org.summand.cli.run;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.summand.cli.config.RequestException;
import org.summand.cli.config.RunConfiguration;

/**
 * How far settings are to be tuned.
 *
 * @param minutes how long all of it may take, the final training too; empty where tries are counted
 * @param tries how many tries to make; empty where minutes are
 * @param resume whether to go on with the tries that are there
 */
public record TuningRequest(OptionalDouble minutes, OptionalInt tries, boolean resume) {
  private static final double DEFAULT_MINUTES = 10;

  /**
   * What was asked for by options.
   *
   * @param minutes the text of {@code --minutes}, or null
   * @param tries the text of {@code --tries}, or null
   * @throws RequestException where they are no numbers, not positive, or both there
   */
  public static TuningRequest of(String minutes, String tries, boolean resume) {
    if (minutes != null && tries != null) {
      throw new RequestException(
          "--minutes and --tries both say when to stop; pass one of them, --tries for the same"
              + " result every time");
    }
    return tries != null
        ? new TuningRequest(OptionalDouble.empty(), OptionalInt.of(tries(tries)), resume)
        : new TuningRequest(
            OptionalDouble.of(minutes == null ? DEFAULT_MINUTES : minutes(minutes)),
            OptionalInt.empty(),
            resume);
  }

  private static double minutes(String text) {
    try {
      double minutes = Double.parseDouble(text.strip());
      if (minutes > 0 && Double.isFinite(minutes)) {
        return minutes;
      }
    } catch (NumberFormatException noNumber) {
      // Said below.
    }
    throw new RequestException("--minutes is a number greater than 0, not '" + text + "'");
  }

  private static int tries(String text) {
    try {
      int tries = Integer.parseInt(text.strip());
      if (tries > 0) {
        return tries;
      }
    } catch (NumberFormatException noNumber) {
      // Said below.
    }
    throw new RequestException("--tries is a whole number of at least 1, not '" + text + "'");
  }

  /** Refuses what a run that is tuned cannot have. */
  void requireFit(RunConfiguration run) {
    if (run.checkpoint().path().isPresent()) {
      throw new RequestException(
          "tune keeps the table of its tries, and goes on from that with --resume; leave"
              + " checkpoint.path out");
    }
  }
}
