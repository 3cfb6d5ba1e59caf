package org.summand.benchmarks;

import java.util.List;

/**
 * What a child of the launcher says: either what it measured, or why it could not.
 *
 * @param facts of the system; null where it failed
 * @param series what was timed
 * @param failure why nothing was; empty where something was
 */
record Answer(Facts facts, List<Series> series, String failure) {
  static Answer failed(String why) {
    return new Answer(null, List.of(), why);
  }

  /** This answer and that of another JVM to the same question; a failure of either is one. */
  Answer followedBy(Answer other) {
    if (!other.failure.isEmpty()) {
      return other;
    }
    return new Answer(
        facts,
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
