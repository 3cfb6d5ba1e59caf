package org.summand.compute.choice;

import java.util.Optional;
import org.summand.compute.Activation;
import org.summand.compute.CounterRandom;
import org.summand.compute.Device;
import org.summand.compute.Footprint;
import org.summand.compute.Loss;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Workspace;
import org.summand.compute.cpu.CpuDevice;

/**
 * A device against plain loops, on a small layer whose sizes are no multiple of anything: forward,
 * the loss, and the gradient of weights, bias and input. A driver that computes nonsense is found
 * here rather than in a model.
 */
public final class SelfTest {
  private static final int ROWS = 37;
  private static final int IN = 21;
  private static final int OUT = 19;
  private static final Matrix X = new Matrix(Region.INPUT, 0, ROWS, IN);
  private static final Matrix TARGET = new Matrix(Region.TARGET, 0, ROWS, OUT + 1);
  private static final Matrix W = new Matrix(Region.WEIGHTS, 0, IN, OUT);
  private static final Matrix B = new Matrix(Region.WEIGHTS, IN * OUT, 1, OUT);
  private static final Matrix DW = new Matrix(Region.GRADIENT, 0, IN, OUT);
  private static final Matrix DB = new Matrix(Region.GRADIENT, IN * OUT, 1, OUT);
  private static final Matrix Z = new Matrix(Region.ACTIVATIONS, 0, ROWS, OUT);
  private static final Matrix DZ = new Matrix(Region.ACTIVATIONS, Z.end(), ROWS, OUT);
  private static final Matrix DX = new Matrix(Region.ACTIVATIONS, DZ.end(), ROWS, IN);

  /** Numbers below 1 in sums of at most {@value #ROWS}, some of them through a loss. */
  private static final double TOLERANCE = 1e-4;

  private SelfTest() {}

  /** What is wrong with a device, in one sentence; empty where nothing is. */
  public static Optional<String> of(Device device) {
    try {
      float[] actual = run(device);
      float[] expected = run(new CpuDevice());
      for (int i = 0; i < expected.length; i++) {
        // Also false where the device computed no number.
        boolean close = Math.abs(actual[i] - expected[i]) <= TOLERANCE;
        if (!close) {
          return Optional.of(
              "it computes "
                  + actual[i]
                  + " where the CPU computes "
                  + expected[i]
                  + "; update its driver");
        }
      }
      return Optional.empty();
    } catch (RuntimeException | LinkageError failure) {
      return Optional.of("it fails (" + failure.getMessage() + ")");
    }
  }

  private static float[] run(Device device) {
    try (Workspace on = device.open(new Footprint(B.end(), DX.end()))) {
      on.bind(Region.INPUT, numbers(1, X.end()));
      on.bind(Region.TARGET, numbers(2, TARGET.end()));
      on.bind(Region.WEIGHTS, numbers(3, B.end()));
      on.affine(X, W, B, Activation.TANH, Z, Z);
      double loss = on.loss(Loss.SQUARED_ERROR, Z, TARGET, DZ);
      on.activationGradient(Activation.TANH, Z, Z, DZ);
      on.weightGradient(X, DZ, DW);
      on.biasGradient(DZ, DB);
      on.inputGradient(DZ, W, DX);
      float[] gradient = on.takeGradient();
      float[] dx = new float[DX.size()];
      on.read(DX, dx);
      float[] all = new float[gradient.length + dx.length + 1];
      System.arraycopy(gradient, 0, all, 0, gradient.length);
      System.arraycopy(dx, 0, all, gradient.length, dx.length);
      all[all.length - 1] = (float) (loss / ROWS);
      return all;
    }
  }

  private static float[] numbers(long key, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = CounterRandom.uniform(key, i) - 0.5f;
    }
    return numbers;
  }
}
