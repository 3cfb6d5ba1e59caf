package org.summand.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.summand.compute.Activation;
import org.summand.compute.CounterRandom;
import org.summand.compute.Device;
import org.summand.compute.Footprint;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Workspace;

/** Measures how fast a device multiplies matrices, with the operation that training uses. */
final class ProductMeter {
  private static final int SIZE = 1024;
  private static final double FLOPS = 2.0 * SIZE * SIZE * SIZE;
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
    Matrix x = new Matrix(Region.INPUT, 0, SIZE, SIZE);
    Matrix w = new Matrix(Region.WEIGHTS, 0, SIZE, SIZE);
    Matrix b = new Matrix(Region.WEIGHTS, w.end(), 1, SIZE);
    Matrix y = new Matrix(Region.ACTIVATIONS, 0, SIZE, SIZE);
    float[] one = new float[1];
    try (Workspace workspace = device.open(new Footprint(b.end(), y.end()))) {
      workspace.bind(Region.INPUT, random(x.end()));
      workspace.bind(Region.WEIGHTS, random(b.end()));
      long startedAt = System.nanoTime();
      long products = 0;
      long nanos = 0;
      while (nanos < NANOS_AT_LEAST) {
        workspace.affine(x, w, b, Activation.IDENTITY, y, y);
        workspace.read(new Matrix(Region.ACTIVATIONS, 0, 1, 1), one); // waits for the device
        products++;
        nanos = System.nanoTime() - startedAt;
      }
      return products * FLOPS / nanos;
    }
  }

  private static float[] random(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = CounterRandom.uniform(1, i);
    }
    return values;
  }
}
