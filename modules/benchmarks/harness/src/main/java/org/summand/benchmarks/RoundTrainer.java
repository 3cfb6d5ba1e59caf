package org.summand.benchmarks;

/** Trains a network in rounds until it is good enough. */
public interface RoundTrainer extends AutoCloseable {
  /**
   * Trains for one more round.
   *
   * @return the seconds of training that lead to here; those of judging do not belong to them
   */
  double trainRound();

  /** The rounds so far in words, such as "7 epochs". */
  String rounds();

  /** The share of rows whose class it predicts. */
  double accuracy(Rows rows);

  @Override
  void close();

  /** Rounds that are epochs of steps. */
  static RoundTrainer inEpochs(StepTrainer trainer, int stepsPerEpoch) {
    return new RoundTrainer() {
      private double seconds;
      private int epochs;

      @Override
      public double trainRound() {
        long start = System.nanoTime();
        for (int step = 0; step < stepsPerEpoch; step++) {
          trainer.step();
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
        return trainer.accuracy(rows);
      }

      @Override
      public void close() {
        trainer.close();
      }
    };
  }
}
