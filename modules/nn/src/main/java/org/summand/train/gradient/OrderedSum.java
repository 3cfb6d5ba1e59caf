package org.summand.train.gradient;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.summand.train.gradient.PartialSums.Stretch;

/**
 * The one order in which partial gradients are added. Floating-point addition depends on its order;
 * with a fixed one, the same shards give the same bits, whoever finished first and wherever the
 * additions were made.
 *
 * <p>The shards are cut into runs of {@code ⌈√n⌉} neighbours. Each run is added from its first
 * shard to its last, and then the runs are: a tree of two levels, whether all of it is added in one
 * place, each run in a place of its own, or as much as each place has: {@link PartialSums}.
 */
public final class OrderedSum {
  private OrderedSum() {}

  /** The number of runs of {@code shards} shards. */
  public static int runs(int shards) {
    int length = runLength(shards);
    return (shards + length - 1) / length;
  }

  /** The run that a shard belongs to. */
  public static int run(int shard, int shards) {
    return shard / runLength(shards);
  }

  /** Whether a shard is the first of its run. */
  static boolean beginsRun(int shard, int shards) {
    return shard % runLength(shards) == 0;
  }

  private static int runLength(int shards) {
    return Math.max(1, (int) Math.ceil(Math.sqrt(shards)));
  }

  /** Adds the partial gradients of all shards, given in the order of the shards. */
  public static Gradient of(List<Gradient> partials) {
    return ofStretches(
        IntStream.range(0, partials.size()).mapToObj(s -> new Stretch(s, partials.get(s))).toList(),
        partials.size());
  }

  /**
   * Adds what several places have, all shards together.
   *
   * @param shards how many there are
   */
  public static Gradient of(List<PartialSums> places, int shards) {
    return ofStretches(
        places.stream()
            .flatMap(place -> place.stretches().stream())
            .sorted(Comparator.comparingInt(Stretch::first))
            .toList(),
        shards);
  }

  private static Gradient ofStretches(List<Stretch> stretches, int shards) {
    Gradient[] sums = new Gradient[runs(shards)];
    for (Stretch stretch : stretches) {
      int run = run(stretch.first(), shards);
      sums[run] = sums[run] == null ? stretch.sum() : sums[run].add(stretch.sum());
    }
    return ofRun(List.of(sums));
  }

  /** Adds the partial gradients of one run, or the sums of all runs, from first to last. */
  public static Gradient ofRun(List<Gradient> partials) {
    Gradient sum = partials.get(0);
    for (Gradient next : partials.subList(1, partials.size())) {
      sum = sum.add(next);
    }
    return sum;
  }
}
