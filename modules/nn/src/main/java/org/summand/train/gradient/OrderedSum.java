package org.summand.train.gradient;

import java.util.Arrays;
import java.util.List;

/**
 * The one order in which partial gradients are added. Floating-point addition depends on its order;
 * with a fixed one, the same shards give the same bits, whoever finished first and wherever the
 * additions were made.
 *
 * <p>The shards are cut into runs of {@code ⌈√n⌉} neighbours. Each run is added from its first
 * shard to its last, and then the runs are: a tree of two levels, whether all of it is added in one
 * place or each run in a place of its own.
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

  private static int runLength(int shards) {
    return Math.max(1, (int) Math.ceil(Math.sqrt(shards)));
  }

  /** Adds the partial gradients of all shards, given in the order of the shards. */
  public static Gradient of(List<Gradient> partials) {
    int shards = partials.size();
    Gradient[] sums = new Gradient[runs(shards)];
    for (int s = 0; s < shards; s++) {
      int run = run(s, shards);
      sums[run] = sums[run] == null ? partials.get(s) : sums[run].add(partials.get(s));
    }
    return ofRun(Arrays.asList(sums));
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
