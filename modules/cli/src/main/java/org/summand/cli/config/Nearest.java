package org.summand.cli.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known name that a misspelt one probably stands for. */
final class Nearest {
  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  private static final int WRONG_SECTION = 2;

  private Nearest() {}

  /** The candidate that reads most like {@code word}; empty where none does. */
  static Optional<String> to(String word, Collection<String> candidates) {
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
        .filter(best -> distance(word, best) <= Math.max(2, lastName(word).length() / 3));
  }

  /** Letters to change; a right name in the wrong section counts as a few. */
  private static int distance(String word, String candidate) {
    int whole = DISTANCE.apply(word, candidate);
    int name = DISTANCE.apply(lastName(word), lastName(candidate));
    return Math.min(whole, name + WRONG_SECTION);
  }

  private static String lastName(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
