package org.summand.cli.predict;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.summand.cli.config.RequestException;

/** How predictions are written, named as Spark and the user name it. */
public enum PredictionFormat {
  csv(Set.of("csv")),
  /** An object a line. */
  json(Set.of("json", "jsonl", "ndjson")),
  parquet(Set.of());

  /** The endings of a path that is one file, not a directory of parts. */
  private final Set<String> endings;

  PredictionFormat(Set<String> endings) {
    this.endings = endings;
  }

  /** The format of a path that is one file; empty where it is a directory. */
  static Optional<PredictionFormat> ofFile(String path) {
    String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    for (PredictionFormat format : values()) {
      if (format.endings.contains(ending)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /**
   * The format to write.
   *
   * @param asked by {@code --format}; null where it was not
   * @param path where to, by {@code --out}; null to print
   * @throws RequestException where the two do not go together
   */
  public static PredictionFormat of(PredictionFormat asked, String path) {
    Optional<PredictionFormat> told = path == null ? Optional.empty() : ofFile(path);
    if (asked == parquet && path == null) {
      throw new RequestException("parquet cannot be printed; pass --out DIR to write it");
    }
    if (asked != null && told.isPresent() && told.get() != asked) {
      throw new RequestException(
          "--format "
              + asked
              + " does not go with --out "
              + path
              + ", the name of one file of "
              + told.get()
              + "; leave --format out, or choose another name");
    }
    return asked != null ? asked : told.orElse(csv);
  }
}
