package org.summand.benchmarks.spark;

import java.util.Arrays;
import org.summand.compute.choice.SquareLayer;
import org.summand.compute.cpu.CpuDevice;

/** The limit: square products on as many threads as there are, each with matrices of its own. */
final class SgemmLimit {
  private static final int SIZE = 1024;

  private final int threads;
  private final int repeats;
  private final SquareLayer[] layers;

  SgemmLimit(int threads, int repeats) {
    this.threads = threads;
    this.repeats = repeats;
    layers = new SquareLayer[threads];
    for (int t = 0; t < threads; t++) {
      layers[t] = new SquareLayer(new CpuDevice(), SIZE);
      layers[t].forward();
    }
  }

  /** The floating-point operations of one {@link #run}. */
  double flops() {
    return SquareLayer.flops(SIZE) * repeats * threads;
  }

  void run() {
    Thread[] running = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      SquareLayer layer = layers[t];
      running[t] =
          new Thread(
              () -> {
                for (int i = 0; i < repeats; i++) {
                  layer.inputGradient();
                }
              });
      running[t].start();
    }
    Arrays.stream(running).forEach(SgemmLimit::join);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
