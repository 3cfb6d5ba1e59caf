package org.summand.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/** Trains on the same rows until the same other rows are predicted well enough. */
public final class TimeToAccuracy {
  /** The rows after these are held out. */
  private static final double SHARE_LEARNED = 0.8;

  private final Rows learned;
  private final Rows heldOut;

  TimeToAccuracy(Rows all) {
    int cut = (int) (SHARE_LEARNED * all.count());
    learned = all.range(0, cut);
    heldOut = all.range(cut, all.count());
  }

  /**
   * On the images of the directory named by the property {@code mnist}.
   *
   * @throws IOException in words, where there are none
   */
  public static TimeToAccuracy ofMnist() throws IOException {
    String directory = System.getProperty("mnist", "mnist-10k");
    if (!Files.isDirectory(Path.of(directory))) {
      throw new IOException("no directory " + directory + "; name that of MNIST with --mnist");
    }
    return new TimeToAccuracy(Rows.mnist(Path.of(directory)));
  }

  /** The rows to learn from. */
  public Rows learned() {
    return learned;
  }

  /**
   * Lets one trainer after another train, each from another seed, until it is good enough or has
   * had its rounds. The first does not count.
   *
   * @param mostRounds the rounds after which a trainer is given up
   */
  public Series measure(
      String name, int runs, int mostRounds, LongFunction<RoundTrainer> trainers) {
    train(trainers.apply(0), mostRounds);
    List<End> ends = new ArrayList<>();
    for (int run = 1; run <= runs; run++) {
      ends.add(train(trainers.apply(run), mostRounds));
    }
    return new Series(
        "",
        name,
        1,
        ends.stream().mapToDouble(End::seconds).toArray(),
        0,
        ends.stream().mapToDouble(End::accuracy).toArray(),
        String.join(", ", ends.stream().map(End::rounds).toList()));
  }

  private record End(double seconds, double accuracy, String rounds) {}

  private End train(RoundTrainer trainer, int mostRounds) {
    try (trainer) {
      double seconds = 0;
      double[] accuracies = new double[mostRounds];
      for (int round = 0; round < mostRounds; round++) {
        seconds = trainer.trainRound();
        accuracies[round] = trainer.accuracy(heldOut);
        if (accuracies[round] >= Workload.GOAL) {
          return new End(seconds, accuracies[round], trainer.rounds());
        }
      }
      double best = Arrays.stream(accuracies).max().orElseThrow();
      return new End(seconds, best, "not reached in " + trainer.rounds());
    }
  }
}
