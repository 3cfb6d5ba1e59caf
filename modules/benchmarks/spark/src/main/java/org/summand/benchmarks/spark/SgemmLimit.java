package org.summand.benchmarks.spark;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.summand.compute.CpuDevice;
import org.summand.compute.Footprint;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Workspace;

/** The limit: square products on as many threads as there are, each with matrices of its own. */
final class SgemmLimit {
  private static final int SIZE = 1024;

  private final int threads;
  private final int repeats;
  private final Workspace[] workspaces;
  private final Matrix a = new Matrix(Region.ACTIVATIONS, 0, SIZE, SIZE);
  private final Matrix b = new Matrix(Region.WEIGHTS, 0, SIZE, SIZE);
  private final Matrix c = new Matrix(Region.ACTIVATIONS, SIZE * SIZE, SIZE, SIZE);

  SgemmLimit(int threads, int repeats) {
    this.threads = threads;
    this.repeats = repeats;
    workspaces = new Workspace[threads];
    Random random = new Random(1);
    for (int t = 0; t < threads; t++) {
      workspaces[t] = new CpuDevice().open(new Footprint(0, 2 * SIZE * SIZE));
      float[] values = new float[SIZE * SIZE];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextFloat();
      }
      workspaces[t].bind(Region.INPUT, values);
      workspaces[t].bind(Region.WEIGHTS, values);
      int[] rows = IntStream.range(0, SIZE).toArray();
      workspaces[t].gather(rows, new Matrix(Region.INPUT, 0, SIZE, SIZE), a);
    }
  }

  /** The floating-point operations of one {@link #run}. */
  double flops() {
    return 2.0 * SIZE * SIZE * SIZE * repeats * threads;
  }

  void run() {
    Thread[] running = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      Workspace workspace = workspaces[t];
      running[t] =
          new Thread(
              () -> {
                for (int i = 0; i < repeats; i++) {
                  workspace.inputGradient(a, b, c);
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
