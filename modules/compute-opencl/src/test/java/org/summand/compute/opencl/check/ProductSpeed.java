package org.summand.compute.opencl.check;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.summand.compute.Activation;
import org.summand.compute.CounterRandom;
import org.summand.compute.Device;
import org.summand.compute.Footprint;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Workspace;

/** The speed of the three products of a layer, on what is already on the device. */
final class ProductSpeed {
  private static final int TIMES = 5;
  private static final double ENOUGH_SECONDS = 10;

  /** Billions of additions and multiplications a second: x·w, xᵀ·dz and dz·wᵀ. */
  record Speeds(double forward, double weightGradient, double inputGradient) {
    double worst() {
      return Math.min(forward, Math.min(weightGradient, inputGradient));
    }
  }

  private ProductSpeed() {}

  /** Of products of {@code size}³, the best of a few; {@code threads} of them at a time. */
  static Speeds of(Device device, int size, int threads) {
    double[][] sums = new double[threads][];
    CompletableFuture<?>[] all =
        IntStream.range(0, threads)
            .mapToObj(i -> CompletableFuture.runAsync(() -> sums[i] = measure(device, size)))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(all).join();
    double[] speeds = new double[3];
    for (double[] each : sums) {
      for (int i = 0; i < speeds.length; i++) {
        speeds[i] += each[i];
      }
    }
    return new Speeds(speeds[0], speeds[1], speeds[2]);
  }

  private static double[] measure(Device device, int size) {
    Matrix x = new Matrix(Region.INPUT, 0, size, size);
    Matrix w = new Matrix(Region.WEIGHTS, 0, size, size);
    Matrix b = new Matrix(Region.WEIGHTS, w.end(), 1, size);
    Matrix z = new Matrix(Region.ACTIVATIONS, 0, size, size);
    Matrix dx = new Matrix(Region.ACTIVATIONS, z.end(), size, size);
    Matrix dw = new Matrix(Region.GRADIENT, 0, size, size);
    try (Workspace on = device.open(new Footprint(b.end(), dx.end()))) {
      on.bind(Region.INPUT, random(x.end()));
      on.bind(Region.WEIGHTS, random(b.end()));
      double flops = 2.0 * size * size * size;
      return new double[] {
        flops / best(() -> on.affine(x, w, b, Activation.IDENTITY, z, z)) / 1e9,
        flops / best(() -> on.weightGradient(x, z, dw)) / 1e9,
        flops / best(() -> on.inputGradient(z, w, dx)) / 1e9
      };
    }
  }

  /** The seconds of the fastest of a few calls, after one to warm up. Every call waits. */
  static double best(Runnable call) {
    double best = Double.POSITIVE_INFINITY;
    double all = 0;
    for (int i = 0; i <= TIMES && (i < 2 || all < ENOUGH_SECONDS); i++) {
      long start = System.nanoTime();
      call.run();
      double seconds = (System.nanoTime() - start) / 1e9;
      all += seconds;
      best = i == 0 ? best : Math.min(best, seconds);
    }
    return best;
  }

  static float[] random(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = CounterRandom.uniform(1, i) - 0.5f;
    }
    return values;
  }
}
