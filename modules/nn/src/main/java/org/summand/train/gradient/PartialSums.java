package org.summand.train.gradient;

import java.util.ArrayList;
import java.util.List;

/**
 * The partial gradients of some shards of a step that are in one place, added as far as the order
 * of {@link OrderedSum} allows: of each run of shards, the stretch that begins with the run's
 * first. What does not belong to such a stretch stays as it is, to be added where the shards before
 * it are.
 */
public final class PartialSums {
  /**
   * Neighbouring shards and the sum of their partial gradients.
   *
   * @param first the first of the shards
   */
  public record Stretch(int first, Gradient sum) {}

  private final int shards;
  private final List<Stretch> stretches = new ArrayList<>();
  private int next;
  private long computeNanos;
  private long loadNanos;

  /**
   * Nothing yet.
   *
   * @param shards how many there are in all places
   */
  public PartialSums(int shards) {
    this.shards = shards;
  }

  /** What another process has added, in the order of the shards. */
  public PartialSums(int shards, List<Stretch> added) {
    this(shards);
    stretches.addAll(added);
  }

  /**
   * Adds a shard's partial gradient, which is owned by this object from now on; one shard after the
   * other, in their order.
   */
  public void add(int shard, Gradient partial) {
    computeNanos += partial.computeNanos();
    loadNanos += partial.loadNanos();
    if (goesOn(shard)) {
      stretches.get(stretches.size() - 1).sum().add(partial);
    } else {
      stretches.add(new Stretch(shard, partial));
    }
    next = shard + 1;
  }

  /** Whether the last stretch is the beginning of the shard's run, up to the shard. */
  private boolean goesOn(int shard) {
    if (stretches.isEmpty() || shard != next || OrderedSum.beginsRun(shard, shards)) {
      return false;
    }
    return OrderedSum.beginsRun(stretches.get(stretches.size() - 1).first(), shards);
  }

  /** These sums, with the time that they took in another process. */
  public PartialSums took(long compute, long load) {
    computeNanos = compute;
    loadNanos = load;
    return this;
  }

  /** What was added, in the order of the shards. */
  public List<Stretch> stretches() {
    return List.copyOf(stretches);
  }

  /** How long all partial gradients took to compute, one after the other. */
  public long computeNanos() {
    return computeNanos;
  }

  /** How long their rows took to come, packed or read. */
  public long loadNanos() {
    return loadNanos;
  }
}
