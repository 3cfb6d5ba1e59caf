package org.summand.spark.exchange;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.summand.spark.exchange.TimeProfile.Part;
import org.summand.train.gradient.Gradient;

/** Gives each moment since it was made to a part of the run. Used by the driver's one thread. */
public final class StepTimer {
  private final long[] nanos = new long[Part.values().length];
  private long medianShard;
  private long last = System.nanoTime();

  /** The time since the last lap belongs to {@code part}. */
  public void lap(Part part) {
    lap(0, Part.COMPUTE, part);
  }

  /** Of the time since the last lap, so much belongs to {@code known} and the rest to another. */
  private void lap(long knownNanos, Part known, Part other) {
    long now = System.nanoTime();
    long lap = now - last;
    last = now;
    // Clocks of two machines may run apart by a little; never take more than there is.
    long share = Math.min(knownNanos, lap);
    nanos[known.ordinal()] += share;
    nanos[other.ordinal()] += lap - share;
  }

  /**
   * The time since the last lap went to the slowest of the shards, and to bringing them together.
   */
  public void lapOfShards(List<Gradient> summands) {
    long[] shards = summands.stream().mapToLong(Gradient::computeNanos).sorted().toArray();
    medianShard += shards[(shards.length - 1) / 2];
    lap(shards[shards.length - 1], Part.COMPUTE, Part.EXCHANGE);
  }

  /** What was measured until the last lap. */
  public TimeProfile timeSpent() {
    Map<Part, Double> seconds = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      seconds.put(part, nanos[part.ordinal()] / 1e9);
    }
    return new TimeProfile(seconds, medianShard / 1e9);
  }
}
