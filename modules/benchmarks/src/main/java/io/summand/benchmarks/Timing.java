package io.summand.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Times several things in turn, so that a machine whose speed drifts is unfair to none of them. */
final class Timing {
  /** Something to time, and what to call it. */
  record Candidate(String name, Runnable work) {}

  /**
   * The seconds of one candidate's runs.
   *
   * @param name the candidate
   * @param seconds one number a counted run, in order
   */
  record Result(String name, double[] seconds) {
    double median() {
      double[] sorted = seconds.clone();
      Arrays.sort(sorted);
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double least() {
      return Arrays.stream(seconds).min().orElseThrow();
    }

    double most() {
      return Arrays.stream(seconds).max().orElseThrow();
    }
  }

  private Timing() {}

  /** Runs every candidate in turn, {@code warmUps} times uncounted and then {@code runs} times. */
  static List<Result> inTurn(int warmUps, int runs, List<Candidate> candidates) {
    double[][] seconds = new double[candidates.size()][runs];
    for (int run = -warmUps; run < runs; run++) {
      for (int c = 0; c < candidates.size(); c++) {
        long start = System.nanoTime();
        candidates.get(c).work().run();
        if (run >= 0) {
          seconds[c][run] = (System.nanoTime() - start) / 1e9;
        }
      }
    }
    List<Result> results = new ArrayList<>();
    for (int c = 0; c < seconds.length; c++) {
      results.add(new Result(candidates.get(c).name(), seconds[c]));
    }
    return results;
  }
}
