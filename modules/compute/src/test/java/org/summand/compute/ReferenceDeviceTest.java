package org.summand.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The yardstick is measured by numbers worked out by hand, and by differences. */
class ReferenceDeviceTest extends DeviceContract {
  /** Half the step of a central difference: errors of h² and 2⁻⁵²/h, both near 1e-11. */
  private static final double H = 1e-5;

  /** What those errors grow to with third derivatives and losses of up to 100. */
  private static final double NEAR = 1e-8;

  @Override
  public Device device() {
    return new ReferenceDevice();
  }

  @Test
  void productsAreThoseWorkedOutByHand() {
    Matrix x = new Matrix(Region.INPUT, 0, 2, 3);
    Matrix w = new Matrix(Region.WEIGHTS, 0, 3, 2);
    Matrix b = new Matrix(Region.WEIGHTS, 6, 1, 2);
    Matrix z = new Matrix(Region.ACTIVATIONS, 0, 2, 2);
    Matrix dx = new Matrix(Region.ACTIVATIONS, 4, 2, 3);
    Matrix dw = new Matrix(Region.GRADIENT, 0, 3, 2);
    Matrix db = new Matrix(Region.GRADIENT, 6, 1, 2);
    try (ReferenceWorkspace workspace = new ReferenceDevice().open(new Footprint(8, 10))) {
      workspace.bind(Region.INPUT, new float[] {1, 2, 3, 4, 5, 6});
      workspace.bind(Region.WEIGHTS, new float[] {1, 2, 3, 4, 5, 6, 100, 200});
      workspace.affine(x, w, b, Activation.IDENTITY, z, z);
      assertThat(workspace.read(z)).containsExactly(122, 228, 149, 264);
      workspace.weightGradient(x, z, dw);
      workspace.weightGradient(x, z, dw);
      assertThat(workspace.read(dw))
          .containsExactly(2 * 718, 2 * 1284, 2 * 989, 2 * 1776, 2 * 1260, 2 * 2268);
      workspace.biasGradient(z, db);
      assertThat(workspace.read(db)).containsExactly(271, 492);
      workspace.inputGradient(z, w, dx);
      assertThat(workspace.read(dx)).containsExactly(578, 1278, 1978, 677, 1503, 2329);
    }
  }

  @Test
  void derivativeOfEveryActivationIsItsDifference() {
    // On either side of the kinks at zero, not on them.
    double[] z = {-6, -3, -1, -0.5, -0.1, 0.1, 0.5, 1, 3, 6};
    for (Activation f : Activation.values()) {
      double[] derivative = activate(f, z, true);
      double[] above = activate(f, shifted(z, H), false);
      double[] below = activate(f, shifted(z, -H), false);
      for (int i = 0; i < z.length; i++) {
        double difference = (above[i] - below[i]) / (2 * H);
        assertThat(derivative[i]).as("%s′ at %s", f, z[i]).isCloseTo(difference, within(NEAR));
      }
    }
  }

  /** {@code f(z)}, or else the derivative there. */
  private static double[] activate(Activation f, double[] z, boolean derivative) {
    int n = z.length;
    double[] input = Arrays.copyOf(z, 2 * n);
    Arrays.fill(input, n, 2 * n, 1);
    Matrix x = new Matrix(Region.INPUT, 0, n, 1);
    Matrix ones = new Matrix(Region.INPUT, n, 1, n);
    Matrix one = new Matrix(Region.WEIGHTS, 0, 1, 1);
    Matrix zero = new Matrix(Region.WEIGHTS, 1, 1, 1);
    Matrix kept = new Matrix(Region.ACTIVATIONS, 0, n, 1);
    Matrix y = new Matrix(Region.ACTIVATIONS, n, n, 1);
    Matrix dy = new Matrix(Region.ACTIVATIONS, 2 * n, n, 1);
    try (ReferenceWorkspace workspace = new ReferenceDevice().open(new Footprint(2, 3 * n))) {
      workspace.bind(Region.INPUT, input);
      workspace.bind(Region.WEIGHTS, new double[] {1, 0});
      workspace.affine(x, one, zero, f, kept, y);
      if (!derivative) {
        return workspace.read(y);
      }
      workspace.gather(new int[] {0}, ones, new Matrix(Region.ACTIVATIONS, 2 * n, 1, n));
      workspace.activationGradient(f, kept, y, dy);
      return workspace.read(dy);
    }
  }

  @Test
  void gradientOfEveryLossIsItsDifference() {
    int rows = 3;
    int outputs = 4;
    double[] z = {-3, 0.3, 2, 5, 0.7, -0.2, 0, 1.1, 4, -4, 0.01, -1.7};
    for (Loss loss : SampleLosses.of(outputs)) {
      // The Huber loss bends where z − t is 1, which no entry here comes near.
      double[] target =
          loss.targets(outputs) == 1
              ? new double[] {3, 1.5, 0, 0.25, 2, 1}
              : new double[] {0, 1, 0.4, 1, 1.5, 0.9, 0.1, 0, 0.6, 0.25, 0.5, 0.2, 1, 0, 1};
      double[] dz = new double[rows * outputs];
      loss(loss, z, target, dz);
      for (int i = 0; i < z.length; i++) {
        double above = learnedLoss(loss, shiftedAt(z, i, H), target);
        double below = learnedLoss(loss, shiftedAt(z, i, -H), target);
        double difference = (above - below) / (2 * H);
        assertThat(dz[i]).as("%s: dz %d", loss, i).isCloseTo(difference, within(NEAR));
      }
    }
  }

  private static double learnedLoss(Loss loss, double[] z, double[] target) {
    int outputs = 4;
    int rows = z.length / outputs;
    int cols = target.length / rows;
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      double[] outputsOfRow = Arrays.copyOfRange(z, r * outputs, (r + 1) * outputs);
      double[] targets = Arrays.copyOfRange(target, r * cols, (r + 1) * cols);
      sum += targets[cols - 1] * ReferenceFormulas.learnedLoss(loss, outputsOfRow, targets);
    }
    return sum;
  }

  private static double loss(Loss loss, double[] z, double[] target, double[] gradient) {
    int outputs = 4;
    int rows = z.length / outputs;
    Matrix zs = new Matrix(Region.INPUT, 0, rows, outputs);
    Matrix targets = new Matrix(Region.TARGET, 0, rows, target.length / rows);
    Matrix dz = new Matrix(Region.ACTIVATIONS, 0, rows, outputs);
    try (ReferenceWorkspace workspace = new ReferenceDevice().open(new Footprint(0, z.length))) {
      workspace.bind(Region.INPUT, z);
      workspace.bind(Region.TARGET, target);
      double sum = workspace.loss(loss, zs, targets, dz);
      System.arraycopy(workspace.read(dz), 0, gradient, 0, gradient.length);
      return sum;
    }
  }

  @Test
  void lossesAreThoseWorkedOutByHand() {
    double[] z = {1, -2};
    double log = Math.log(Math.exp(1) + Math.exp(-2));
    assertThat(ReferenceFormulas.loss(Loss.SOFTMAX_CROSS_ENTROPY, z, new double[] {1, 1}))
        .isCloseTo(log + 2, within(1e-15));
    // −(t·log p + (1 − t)·log(1 − p)), as the textbook has it.
    double p = 1 / (1 + Math.exp(-1));
    double q = 1 / (1 + Math.exp(2));
    assertThat(ReferenceFormulas.loss(Loss.BINARY_CROSS_ENTROPY, z, new double[] {1, 0.25, 1}))
        .isCloseTo(-(Math.log(p) + 0.25 * Math.log(q) + 0.75 * Math.log(1 - q)) / 2, within(1e-15));
    assertThat(ReferenceFormulas.loss(Loss.SQUARED_ERROR, z, new double[] {0.5, 1, 1}))
        .isEqualTo((0.25 + 9) / 2);
    assertThat(ReferenceFormulas.loss(Loss.HUBER, z, new double[] {0.5, 1, 1}))
        .isEqualTo((0.125 + 2.5) / 2);
    // e^z − t·z, PyTorch's, and what makes it 0 where e^z is t.
    assertThat(ReferenceFormulas.loss(Loss.POISSON, z, new double[] {0, 3, 1}))
        .isCloseTo((Math.E + Math.exp(-2) + 6 + 3 * Math.log(3) - 3) / 2, within(1e-15));
    // The answers are 1 and 1 + log(1 + e⁻²); the target 3 is above both, 0 below.
    double second = 1 + Math.log1p(Math.exp(-2));
    Loss quantiles = Loss.quantiles(0.25f, 0.75f);
    assertThat(ReferenceFormulas.loss(quantiles, z, new double[] {3, 1}))
        .isCloseTo((0.25 * 2 + 0.75 * (3 - second)) / 2, within(1e-15));
    assertThat(ReferenceFormulas.loss(quantiles, z, new double[] {0, 1}))
        .isCloseTo((0.75 * 1 + 0.25 * second) / 2, within(1e-15));
  }

  private static double[] shifted(double[] values, double by) {
    return Arrays.stream(values).map(value -> value + by).toArray();
  }

  private static double[] shiftedAt(double[] values, int at, double by) {
    double[] shifted = values.clone();
    shifted[at] += by;
    return shifted;
  }
}
