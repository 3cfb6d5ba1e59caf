package org.summand.benchmarks;

import java.util.List;
import java.util.Optional;

/** Work that systems are given, to every one alike. */
public enum Workload {
  /** Seconds of training: MNIST until {@link #GOAL} of the held-out rows are right. */
  TIME_TO_ACCURACY(new Perceptron(List.of(784, 128, 10), 128), 1, 5),
  /** Compute-bound: a step on random rows. */
  LARGE_STEP(new Perceptron(List.of(784, 1024, 1024, 10), 8192), 5, 7),
  /** A small step on random rows. */
  SMALL_STEP(new Perceptron(List.of(784, 128, 10), 1024), 300, 300),
  /** The exchange alone: zero gradients from shards without rows. */
  EXCHANGE(null, 200, 200),
  /** Predictions of a Spark ML model. */
  TRANSFORM(null, 2, 5);

  /** The share of held-out rows at which {@link #TIME_TO_ACCURACY} is done. */
  public static final double GOAL = 0.938;

  /** The threads that every system computes with. */
  public static final int THREADS = 2;

  private final Perceptron perceptron;
  private final int warmUps;
  private final int runs;

  Workload(Perceptron perceptron, int warmUps, int runs) {
    this.perceptron = perceptron;
    this.warmUps = warmUps;
    this.runs = runs;
  }

  /** The workload of a name on the command line. */
  static Optional<Workload> of(String name) {
    return CommandWord.find(Workload.class, name);
  }

  /** Its name on the command line. */
  public String text() {
    return CommandWord.of(this);
  }

  /** What is trained; none where Summand alone is measured, beside a limit of its own. */
  public Optional<Perceptron> perceptron() {
    return Optional.ofNullable(perceptron);
  }

  /** The uncounted runs in each JVM, where a system says nothing else. */
  public int warmUps() {
    return warmUps;
  }

  /** The counted runs in each JVM, where a system says nothing else. */
  public int runs() {
    return runs;
  }
}
