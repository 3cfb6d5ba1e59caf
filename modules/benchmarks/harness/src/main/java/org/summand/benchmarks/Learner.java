package org.summand.benchmarks;

/** What learns in rounds until it is good enough. */
public interface Learner extends AutoCloseable {
  /**
   * Learns for one more round.
   *
   * @return the seconds of learning that lead to here; those of judging do not belong to them
   */
  double learn();

  /** The rounds so far in words, such as "7 epochs". */
  String rounds();

  /** The share of rows whose class it answers. */
  double accuracy(Rows rows);

  @Override
  void close();

  /** Rounds that are epochs of steps. */
  static Learner inEpochs(Trainee trainee, int stepsPerEpoch) {
    return new Learner() {
      private double seconds;
      private int epochs;

      @Override
      public double learn() {
        long start = System.nanoTime();
        for (int step = 0; step < stepsPerEpoch; step++) {
          trainee.step();
        }
        epochs++;
        return seconds += (System.nanoTime() - start) / 1e9;
      }

      @Override
      public String rounds() {
        return epochs + " epochs";
      }

      @Override
      public double accuracy(Rows rows) {
        return trainee.accuracy(rows);
      }

      @Override
      public void close() {
        trainee.close();
      }
    };
  }
}
