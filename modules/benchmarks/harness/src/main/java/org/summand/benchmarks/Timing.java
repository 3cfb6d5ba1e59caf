package org.summand.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Times several things in turn, so that a machine whose speed drifts is unfair to none of them. */
public final class Timing {
  /**
   * Something to time.
   *
   * @param name what to call it
   * @param flops the floating-point operations of a run; 0 where they are not the point
   * @param inARow how many runs make a turn; what is counted is the time of one
   * @param work a run
   */
  public record Candidate(String name, double flops, int inARow, Runnable work) {
    /** One run a turn. */
    public Candidate(String name, double flops, Runnable work) {
      this(name, flops, 1, work);
    }
  }

  private static final double SECONDS = 12;
  private static final int LEAST_RUNS = 3;

  private Timing() {}

  /**
   * Gives every candidate its turn, {@code warmUps} times uncounted and then {@code runs} times,
   * but fewer times where all of it takes too long: once and three times at least.
   */
  public static List<Series> inTurn(
      String part, int warmUps, int runs, List<Candidate> candidates) {
    return inTurn(part, warmUps, runs, SECONDS, candidates);
  }

  /**
   * Gives every candidate its turn, {@code warmUps} times uncounted and {@code runs} times at most.
   *
   * @param seconds what the uncounted runs may take together, and then the counted ones
   */
  public static List<Series> inTurn(
      String part, int warmUps, int runs, double seconds, List<Candidate> candidates) {
    return inTurn(part, warmUps, seconds, runs, seconds, candidates);
  }

  /** Gives every candidate its turn, with seconds of their own for the uncounted runs. */
  static List<Series> inTurn(
      String part, int warmUps, double warmUpSeconds, int runs, List<Candidate> candidates) {
    return inTurn(part, warmUps, warmUpSeconds, runs, SECONDS, candidates);
  }

  private static List<Series> inTurn(
      String part,
      int warmUps,
      double warmUpSeconds,
      int runs,
      double seconds,
      List<Candidate> candidates) {
    List<double[]> uncounted = rounds(warmUps, 1, warmUpSeconds, candidates);
    List<double[]> counted = rounds(runs, Math.min(runs, LEAST_RUNS), seconds, candidates);
    List<Series> all = new ArrayList<>();
    for (int c = 0; c < candidates.size(); c++) {
      int at = c;
      Candidate candidate = candidates.get(c);
      double[] times = counted.stream().mapToDouble(round -> round[at]).toArray();
      all.add(Series.of(part, candidate.name(), uncounted.size(), times, candidate.flops()));
    }
    return all;
  }

  private static List<double[]> rounds(
      int most, int least, double mostSeconds, List<Candidate> candidates) {
    List<double[]> rounds = new ArrayList<>();
    long began = System.nanoTime();
    while (rounds.size() < least
        || (rounds.size() < most && System.nanoTime() - began < 1e9 * mostSeconds)) {
      rounds.add(candidates.stream().mapToDouble(Timing::seconds).toArray());
    }
    return rounds;
  }

  private static double seconds(Candidate candidate) {
    long start = System.nanoTime();
    for (int i = 0; i < candidate.inARow(); i++) {
      candidate.work().run();
    }
    return (System.nanoTime() - start) / 1e9 / candidate.inARow();
  }
}
