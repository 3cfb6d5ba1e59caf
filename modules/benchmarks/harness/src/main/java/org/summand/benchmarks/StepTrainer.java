package org.summand.benchmarks;

/** A perceptron that is being trained, its rows in place. */
public interface StepTrainer extends AutoCloseable {
  /** Takes one step of the optimiser on the next mini-batch; returns when it is taken. */
  void step();

  /** The share of rows whose class it predicts. */
  double accuracy(Rows rows);

  @Override
  void close();
}
