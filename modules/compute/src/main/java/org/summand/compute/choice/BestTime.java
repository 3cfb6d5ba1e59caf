package org.summand.compute.choice;

/** The time of what is done several times: the best, because others only ever make it longer. */
public final class BestTime {
  private BestTime() {}

  /**
   * The seconds of the fastest run, after one to warm up.
   *
   * @param times the runs that count
   * @param enoughSeconds after so many seconds, the warm-up among them, no run begins but the first
   *     that counts
   */
  public static double seconds(int times, double enoughSeconds, Runnable work) {
    double best = Double.POSITIVE_INFINITY;
    double all = 0;
    for (int i = 0; i <= times && (i < 2 || all < enoughSeconds); i++) {
      long start = System.nanoTime();
      work.run();
      double seconds = (System.nanoTime() - start) / 1e9;
      best = i == 0 ? best : Math.min(best, seconds);
      all += seconds;
    }
    return best;
  }
}
