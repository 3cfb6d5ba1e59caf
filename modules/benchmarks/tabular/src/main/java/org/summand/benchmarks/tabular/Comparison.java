package org.summand.benchmarks.tabular;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What was measured on one table, and how Summand stands there. */
record Comparison(List<Result> results) {
  /** How much greater a loss may be that counts as level. */
  private static final double LEVEL = 1.02;

  String table() {
    return results.get(0).table();
  }

  Task task() {
    return results.get(0).task();
  }

  Optional<Result> of(Learner learner) {
    return results.stream().filter(result -> result.learner() == learner).findFirst();
  }

  /** The rival with the least loss; nothing while one of them has not been measured. */
  Optional<Result> bestRival() {
    List<Learner> rivals = Stream.of(Learner.values()).filter(Learner::isRival).toList();
    List<Result> measured = results.stream().filter(result -> result.learner().isRival()).toList();
    return measured.size() < rivals.size()
        ? Optional.empty()
        : measured.stream().min(Comparator.comparingDouble(Result::loss));
  }

  /** Summand's loss as a multiple of a peer's. */
  Optional<Double> ratio(Optional<Result> peer) {
    return of(Learner.SUMMAND).flatMap(ours -> peer.map(theirs -> ours.loss() / theirs.loss()));
  }

  /** Whether Summand's loss is less than a peer's. */
  Optional<Boolean> isAhead(Optional<Result> peer) {
    return ratio(peer).map(ratio -> ratio < 1);
  }

  /**
   * Whether Summand's loss is at most 2 % greater than the best rival's, or no more above it than
   * the standard error of that one's.
   */
  Optional<Boolean> isLevel() {
    return bestRival()
        .flatMap(
            best ->
                of(Learner.SUMMAND)
                    .map(
                        ours ->
                            ours.loss() <= LEVEL * best.loss()
                                || ours.loss() - best.loss() <= best.standardError()));
  }
}
