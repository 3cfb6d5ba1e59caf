package org.summand.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.summand.compute.Device;
import org.summand.compute.choice.SquareLayer;

/** Measures how fast a device multiplies matrices, with the operation that training uses. */
final class ProductMeter {
  private static final int SIZE = 1024;
  private static final long NANOS_AT_LEAST = 500_000_000;

  private ProductMeter() {}

  /** Billions of floating-point operations a second, of all threads together. */
  static double gigaflops(Device device, int threads) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      measure(device, pool, threads); // to warm up
      return measure(device, pool, threads);
    } finally {
      pool.shutdownNow();
    }
  }

  private static double measure(Device device, ExecutorService pool, int threads) throws Exception {
    List<Callable<Double>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      tasks.add(() -> gigaflops(device));
    }
    double sum = 0;
    for (Future<Double> speed : pool.invokeAll(tasks)) {
      sum += speed.get();
    }
    return sum;
  }

  private static double gigaflops(Device device) {
    try (SquareLayer layer = new SquareLayer(device, SIZE)) {
      long startedAt = System.nanoTime();
      long products = 0;
      long nanos = 0;
      while (nanos < NANOS_AT_LEAST) {
        layer.forward();
        products++;
        nanos = System.nanoTime() - startedAt;
      }
      return products * SquareLayer.flops(SIZE) / nanos;
    }
  }
}
