package org.summand.compute.choice;

import org.summand.compute.Activation;
import org.summand.compute.CounterRandom;
import org.summand.compute.Device;
import org.summand.compute.Footprint;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Workspace;

/**
 * The three products of a layer whose matrices are all square, for whoever times them. A product is
 * done when its method returns: a device that queues its work is waited for. Used by one thread at
 * a time.
 */
public final class SquareLayer implements AutoCloseable {
  private static final long SEED = 1;

  private final Workspace workspace;
  private final Matrix x;
  private final Matrix w;
  private final Matrix b;
  private final Matrix z;
  private final Matrix dx;
  private final Matrix dw;
  private final float[] row;

  /** A layer of {@code size} inputs and outputs, on {@code size} rows, of random numbers. */
  public SquareLayer(Device device, int size) {
    x = new Matrix(Region.INPUT, 0, size, size);
    w = new Matrix(Region.WEIGHTS, 0, size, size);
    b = new Matrix(Region.WEIGHTS, w.end(), 1, size);
    z = new Matrix(Region.ACTIVATIONS, 0, size, size);
    dx = new Matrix(Region.ACTIVATIONS, z.end(), size, size);
    dw = new Matrix(Region.GRADIENT, 0, size, size);
    row = new float[size];
    workspace = device.open(new Footprint(b.end(), dx.end()));
    workspace.bind(Region.INPUT, random(x.end()));
    workspace.bind(Region.WEIGHTS, random(b.end()));
  }

  private static float[] random(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = CounterRandom.uniform(SEED, i) - 0.5f;
    }
    return values;
  }

  /** The additions and multiplications of one product. */
  public static double flops(int size) {
    return 2.0 * size * size * size;
  }

  /** {@code z = x·w + b}. */
  public void forward() {
    workspace.affine(x, w, b, Activation.IDENTITY, z, z);
    await(z);
  }

  /** {@code dw += xᵀ·z}. */
  public void weightGradient() {
    workspace.weightGradient(x, z, dw);
    await(dw);
  }

  /** {@code dx = z·wᵀ}: nothing but the product. */
  public void inputGradient() {
    workspace.inputGradient(z, w, dx);
    await(dx);
  }

  private void await(Matrix result) {
    workspace.read(result.slice(0, 1), row);
  }

  @Override
  public void close() {
    workspace.close();
  }
}
