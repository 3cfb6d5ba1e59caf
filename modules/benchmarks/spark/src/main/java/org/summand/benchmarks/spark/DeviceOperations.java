package org.summand.benchmarks.spark;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.summand.compute.Activation;
import org.summand.compute.Footprint;
import org.summand.compute.Loss;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Workspace;
import org.summand.compute.cpu.CpuDevice;

/** The operations of a workspace, one at a time, on 1024 rows of 1024. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DeviceOperations {
  private static final int SIZE = 1024;

  @Param public Activation activation;

  private Workspace workspace;
  private int[] rows;
  private final Matrix input = new Matrix(Region.INPUT, 0, SIZE, SIZE);
  private final Matrix x = activations(0);
  private final Matrix z = activations(1);
  private final Matrix y = activations(2);
  private final Matrix dy = activations(3);
  private final Matrix dx = activations(4);
  private final Matrix target = new Matrix(Region.ACTIVATIONS, 5 * SIZE * SIZE, SIZE, 2);
  private final Matrix w = new Matrix(Region.WEIGHTS, 0, SIZE, SIZE);
  private final Matrix b = new Matrix(Region.WEIGHTS, SIZE * SIZE, 1, SIZE);
  private final Matrix dw = new Matrix(Region.GRADIENT, 0, SIZE, SIZE);
  private final Matrix db = new Matrix(Region.GRADIENT, SIZE * SIZE, 1, SIZE);

  private static Matrix activations(int number) {
    return new Matrix(Region.ACTIVATIONS, number * SIZE * SIZE, SIZE, SIZE);
  }

  @Setup
  public void setUp() {
    Random random = new Random(1);
    float[] values = new float[SIZE * SIZE + SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    workspace = new CpuDevice().open(new Footprint(values.length, 5 * SIZE * SIZE + 2 * SIZE));
    workspace.bind(Region.INPUT, values);
    workspace.bind(Region.WEIGHTS, values);
    rows = random.ints(SIZE, 0, SIZE).toArray();
    workspace.gather(IntStream.range(0, SIZE).toArray(), input, x);
    workspace.gather(rows, input, dy);
    workspace.affine(x, w, b, activation, z, y);
  }

  @Benchmark
  public void gather() {
    workspace.gather(rows, input, x);
  }

  @Benchmark
  public void affine() {
    workspace.affine(x, w, b, activation, z, y);
  }

  @Benchmark
  public void activationGradient() {
    workspace.activationGradient(activation, z, y, dy);
  }

  @Benchmark
  public void weightGradient() {
    workspace.weightGradient(x, dy, dw);
  }

  @Benchmark
  public void biasGradient() {
    workspace.biasGradient(dy, db);
  }

  @Benchmark
  public void inputGradient() {
    workspace.inputGradient(dy, w, dx);
  }

  @Benchmark
  public void dropout() {
    workspace.dropout(1, 0.5f, x, dx);
  }

  @Benchmark
  public double softmaxLoss() {
    return workspace.loss(Loss.SOFTMAX_CROSS_ENTROPY, x, target, dx);
  }
}
