package org.summand.benchmarks;

import java.util.List;

/**
 * What a JVM that measures says at its end: either what it measured, or why it could not.
 *
 * @param description of the system; null where it failed
 * @param series what was timed
 * @param failure why nothing was; empty where something was
 */
record Outcome(SystemDescription description, List<Series> series, String failure) {
  static Outcome failed(String why) {
    return new Outcome(null, List.of(), why);
  }

  /** This outcome and that of the same measurement in another JVM; a failure of either is one. */
  Outcome followedBy(Outcome other) {
    if (!other.failure.isEmpty()) {
      return other;
    }
    return new Outcome(
        description,
        series.stream()
            .map(
                mine ->
                    other.series.stream()
                        .filter(mine::isLike)
                        .findFirst()
                        .map(mine::followedBy)
                        .orElse(mine))
            .toList(),
        "");
  }
}
