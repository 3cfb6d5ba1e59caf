package org.summand.benchmarks;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The runs of one thing that was timed.
 *
 * @param part the part of the workload, such as a size; empty where it has but one
 * @param name what was timed: a system, one of its variants, or a limit
 * @param warmUps the uncounted runs before, in each JVM
 * @param seconds of each counted run, in order
 * @param flops the floating-point operations of a run; 0 where they are not the point
 * @param accuracies the share of held-out rows that was right after each run; empty where nothing
 *     is learned
 * @param note what else to tell of it; may be empty
 */
public record Series(
    String part,
    String name,
    int warmUps,
    double[] seconds,
    double flops,
    double[] accuracies,
    String note) {
  /** A series in which nothing is learned. */
  public static Series of(String part, String name, int warmUps, double[] seconds, double flops) {
    return new Series(part, name, warmUps, seconds, flops, new double[0], "");
  }

  /** These runs and then those of the same thing in another JVM. */
  Series followedBy(Series other) {
    return new Series(
        part,
        name,
        warmUps,
        joined(seconds, other.seconds),
        flops,
        joined(accuracies, other.accuracies),
        Stream.of(note, other.note)
            .filter(text -> !text.isEmpty())
            .reduce((a, b) -> a + ", " + b)
            .orElse(""));
  }

  private static double[] joined(double[] a, double[] b) {
    return DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
  }

  /** Whether another series is of the same thing. */
  boolean isLike(Series other) {
    return part.equals(other.part) && name.equals(other.name);
  }
}
