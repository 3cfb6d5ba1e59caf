package io.summand.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Work that systems are given, to every one alike. */
public enum Workload {
  W1(
      "time to accuracy",
      "784-128-10 on MNIST, batches of 128: seconds of training to 93.8 % of held-out rows",
      new Perceptron(List.of(784, 128, 10), 128),
      1,
      3),
  W2(
      "compute-bound",
      "784-1024-1024-10 on random rows: a step of 8,192 rows",
      new Perceptron(List.of(784, 1024, 1024, 10), 8192),
      5,
      7),
  W3(
      "a small step",
      "784-128-10 on random rows: a step of 1,024 rows",
      new Perceptron(List.of(784, 128, 10), 1024),
      300,
      300),
  W4("the exchange alone", "zero gradients from shards without rows", null, 50, 100),
  TRANSFORM("answers", "transform of 100,000 rows, 784-128-10, as a Spark ML model", null, 2, 5);

  /** The share of held-out rows at which W1 is done. */
  public static final double GOAL = 0.938;

  /** The threads that every system computes with. */
  public static final int THREADS = 2;

  private final String title;
  private final String description;
  private final Perceptron perceptron;
  private final int warmUps;
  private final int runs;

  Workload(String title, String description, Perceptron perceptron, int warmUps, int runs) {
    this.title = title;
    this.description = description;
    this.perceptron = perceptron;
    this.warmUps = warmUps;
    this.runs = runs;
  }

  /** The workload of a name on the command line. */
  static Optional<Workload> of(String name) {
    return Arrays.stream(values()).filter(workload -> workload.text().equals(name)).findFirst();
  }

  /** Its name on the command line. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it shows, in a word or two. */
  public String title() {
    return title;
  }

  /** What is done. */
  public String description() {
    return description;
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
