package org.summand.compute.opencl.check;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.summand.compute.Device;
import org.summand.compute.choice.BestTime;
import org.summand.compute.choice.SquareLayer;

/** The speed of the three products of a layer, on what is already on the device. */
final class ProductSpeed {
  static final int TIMES = 5;
  static final double ENOUGH_SECONDS = 10;

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
    try (SquareLayer layer = new SquareLayer(device, size)) {
      return new double[] {
        gigaflops(size, layer::forward),
        gigaflops(size, layer::weightGradient),
        gigaflops(size, layer::inputGradient)
      };
    }
  }

  private static double gigaflops(int size, Runnable product) {
    return SquareLayer.flops(size) / BestTime.seconds(TIMES, ENOUGH_SECONDS, product) / 1e9;
  }
}
