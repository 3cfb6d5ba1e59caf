package org.summand.compute.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.summand.compute.Activation;
import org.summand.compute.Footprint;
import org.summand.compute.Loss;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.SampleLosses;
import org.summand.compute.Workspace;
import org.summand.compute.cpu.CpuDevice;

/**
 * What the kernel takes a code for is what the CPU computes under the enum's name. The kernel's own
 * methods are called, as Java: no device is needed.
 */
class KernelCodesTest {
  private static final int OUTPUTS = 3;
  private static final float CLOSE = 1e-6f;

  /** No two activations, and no two gradients, are alike at all of these. */
  private static final float[] ZS = {-2, -0.5f, 0.25f, 0.75f, 3};

  private static Operations kernel() {
    return new Operations(null, 1) {
      @Override
      public void run() {}
    };
  }

  @ParameterizedTest
  @EnumSource
  void activationsMeanTheSameToTheKernel(Activation activation) {
    Operations kernel = kernel();
    kernel.f = KernelCodes.of(activation);
    int n = ZS.length;
    Matrix x = new Matrix(Region.INPUT, 0, n, 1);
    Matrix w = new Matrix(Region.WEIGHTS, 0, 1, 1);
    Matrix b = new Matrix(Region.WEIGHTS, 1, 1, 1);
    Matrix z = new Matrix(Region.ACTIVATIONS, 0, n, 1);
    Matrix y = new Matrix(Region.ACTIVATIONS, n, n, 1);
    Matrix gradients = new Matrix(Region.ACTIVATIONS, 2 * n, n, 1);
    float[] ys = new float[n];
    float[] dys = new float[n];
    try (Workspace cpu = new CpuDevice().open(new Footprint(2, 3 * n))) {
      cpu.bind(Region.INPUT, ZS);
      cpu.bind(Region.WEIGHTS, new float[] {1, 0});
      cpu.affine(x, w, b, activation, z, y);
      cpu.read(y, ys);
      // Ones, by a product with 0 and a bias of 1, that the gradients multiply.
      cpu.bind(Region.WEIGHTS, new float[] {0, 1});
      cpu.affine(x, w, b, Activation.IDENTITY, gradients, gradients);
      cpu.activationGradient(activation, z, y, gradients);
      cpu.read(gradients, dys);
    }
    for (int i = 0; i < n; i++) {
      assertThat(kernel.activation(ZS[i])).as("y of %s", ZS[i]).isCloseTo(ys[i], within(CLOSE));
      assertThat(kernel.activationGradient(activation.needsZ() ? ZS[i] : ys[i]))
          .as("gradient at %s", ZS[i])
          .isCloseTo(dys[i], within(CLOSE));
    }
  }

  static List<Loss> losses() {
    return SampleLosses.of(OUTPUTS);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void lossesMeanTheSameToTheKernel(Loss loss) {
    int outputs = OUTPUTS;
    int targets = loss.targets(outputs);
    float[] zs = {-1.5f, 0.5f, 2};
    float[] target = new float[targets + 1];
    Arrays.fill(target, 1); // class 1, or three outputs of 1; and a weight of 1
    float[] gradient = new float[outputs];
    double cpuLoss;
    try (Workspace cpu = new CpuDevice().open(new Footprint(0, 2 * outputs))) {
      cpu.bind(Region.INPUT, zs);
      cpu.bind(Region.TARGET, target);
      Matrix z = new Matrix(Region.ACTIVATIONS, 0, 1, outputs);
      Matrix dz = new Matrix(Region.ACTIVATIONS, outputs, 1, outputs);
      cpu.gather(new int[] {0}, new Matrix(Region.INPUT, 0, 1, outputs), z);
      cpuLoss = cpu.loss(loss, z, new Matrix(Region.TARGET, 0, 1, targets + 1), dz);
      cpu.read(dz, gradient);
    }
    Operations kernel = kernel();
    kernel.mode = KernelCodes.of(loss.kind());
    kernel.number = loss.smoothing();
    kernel.levels = loss.levels();
    kernel.m = 1;
    kernel.n = outputs;
    kernel.aIn = KernelFields.IN_INPUT;
    kernel.input = zs;
    kernel.bIn = KernelFields.IN_TARGET;
    kernel.bRow = targets + 1;
    kernel.inner = kernel.m;
    kernel.target = target;
    kernel.scratch = new float[outputs];
    kernel.losses = new float[2];
    kernel.losses(0, 1);

    assertThat(kernel.losses[0]).isCloseTo((float) cpuLoss, within(CLOSE));
    assertThat(kernel.scratch).containsExactly(gradient, within(CLOSE));
  }

  @Test
  void noTwoShareACode() {
    assertThat(Arrays.stream(Activation.values()).map(KernelCodes::of)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(Loss.Kind.values()).map(KernelCodes::of)).doesNotHaveDuplicates();
  }
}
