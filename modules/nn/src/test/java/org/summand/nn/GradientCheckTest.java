package org.summand.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.compute.Activation;
import org.summand.compute.Loss;
import org.summand.compute.Matrix;
import org.summand.compute.ReferenceDevice;
import org.summand.compute.ReferenceWorkspace;
import org.summand.compute.Region;
import org.summand.compute.SampleLosses;
import org.summand.compute.Workspace;
import org.summand.compute.cpu.CpuDevice;

/**
 * Backward is the derivative of forward: each partial derivative is compared with the central
 * difference {@code (L(w + h) − L(w − h))/2h} of a loss that the reference device computes in
 * double.
 *
 * <p>The data are fixed, and with them the distance of each z from the kinks of ReLU and Huber. A
 * seed that lets a kink lie within h of a z fails, and does not pass unseen.
 */
class GradientCheckTest {
  private static final int ROWS = 9;
  private static final long KEY = 77;

  /** h, a power of two; the reference device takes weights in double, so w ± h are exact. */
  private static final double H = 0x1p-16;

  /**
   * A central difference is off by h²/6 = 4·10⁻¹¹ times the third derivative, which is below 100
   * for the sum over these rows, and by the rounding of a loss of about 20 in double, 10⁻¹⁵·20/h =
   * 10⁻⁹.
   */
  private static final double DIFFERENCE_ERROR = 1e-8;

  /** Sums of a few dozen float products of size 1, each off by 6·10⁻⁸. */
  private static final double FLOAT_ERROR = 1e-5;

  /** A layer without a line here fails; so does one whose line does not hold it. */
  private static final Map<Class<?>, List<String>> OF_LAYERS =
      Map.of(
          Bins.class,
          List.of(
              "1 -> bins 3 by 4 -> 2 linear",
              "4 -> bins 2x3 by 0 -> 5 tanh -> 2 linear",
              "3 -> bins 3 5 by 2 -> scale -> 5 tanh -> 2 linear",
              "5 -> embed 4x3 -> bins 2x3 1 by 4 -> 5 tanh -> 2 linear",
              "5 -> embed 4x3 -> bins 3 by 0 -> 2 linear",
              "4 -> embed 4x3 -> bins 2x3 by 3 -> scale -> ensemble 3 -> 5 tanh -> 2 softmax"),
          Scale.class,
          List.of(
              "3 -> scale -> 2 linear",
              "3 -> 4 tanh -> scale -> 5 tanh -> 2 linear",
              "3 -> ensemble 4 -> 5 tanh -> 3 softmax",
              "3 -> ensemble 2 -> 1 sigmoid",
              "3 -> ensemble 3 -> quantiles 0.1 0.5 0.9",
              "3 -> ensemble 3 -> 2 poisson",
              "3 -> embed 4x3 -> scale -> ensemble 3 -> dropout 0.25 -> 5 tanh -> 2 linear"),
          Dense.class,
          List.of("3 -> 2 linear", "3 -> 5 tanh -> 2 linear", "1 -> 1 tanh -> 1 linear"),
          Dropout.class,
          List.of(
              "3 -> dropout 0.25 -> 2 linear",
              "3 -> 6 tanh -> dropout 0.5 -> 2 linear",
              "3 -> 6 tanh -> dropout 0.3 -> dropout 0.2 -> 5 tanh -> dropout 0.5 -> 2 linear"),
          Embedding.class,
          List.of(
              "1 -> embed 4x3 -> 2 linear",
              "5 -> embed 3x2 1x1 6x4 -> 5 tanh -> 2 linear",
              "4 -> embed 7x3 -> dropout 0.25 -> 5 tanh -> 2 linear"));

  static Stream<Class<?>> layers() {
    return Arrays.stream(Layer.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("layers")
  void gradientOfEveryLayerIsTheDerivativeOfItsLoss(Class<?> layer) {
    assertThat(OF_LAYERS).as("the networks to check each layer in").containsKey(layer);
    for (String text : OF_LAYERS.get(layer)) {
      assertThat(Network.parse(text).layers()).hasAtLeastOneElementOfType(layer);
      requireGradientIsDerivative(text);
    }
  }

  /** Once as first layer, once where its dx is another layer's dy. */
  @ParameterizedTest
  @EnumSource(Activation.class)
  void gradientOfEveryActivationIsTheDerivativeOfItsLoss(Activation f) {
    requireGradientIsDerivative("3 -> 4 " + f.text() + " -> 2 linear");
    requireGradientIsDerivative("3 -> 4 " + f.text() + " -> 5 " + f.text() + " -> 2 linear");
  }

  @ParameterizedTest
  @EnumSource(Loss.Kind.class)
  void gradientOfEveryLossIsItsDerivative(Loss.Kind loss) {
    Network network =
        new Network(4, List.of(new Dense(4, 3, Activation.IDENTITY)), SampleLosses.of(loss, 3));
    requireGradientIsDerivative(network.toString());
    requireGradientIsDerivative("4 -> 5 tanh" + network.toString().substring(1));
  }

  /** The derivative is that of the mean loss of the labels as they are smoothed. */
  @ParameterizedTest
  @ValueSource(
      strings = {"4 -> 5 tanh -> 3 softmax", "4 -> 1 sigmoid", "3 -> ensemble 2 -> 2 sigmoid"})
  void gradientOfSmoothedLabelsIsTheDerivativeOfTheirLoss(String text) {
    for (float smoothing : new float[] {0.1f, 0.9f}) {
      requireGradientIsDerivative(Network.parse(text).smoothed(smoothing));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4 -> 6 relu -> 6 gelu -> 6 leaky_relu -> 5 sigmoid -> 5 tanh -> 5 identity -> 3 softmax",
        "2 -> 3 gelu -> 9 gelu -> 1 gelu -> 7 gelu -> 1 sigmoid",
        "4 -> dropout 0.1 -> 8 relu -> dropout 0.5 -> 8 gelu -> dropout 0.5 -> 4 tanh -> 2 huber"
      })
  void gradientOfADeepNetworkIsTheDerivativeOfItsLoss(String text) {
    requireGradientIsDerivative(text);
  }

  private static void requireGradientIsDerivative(String text) {
    requireGradientIsDerivative(Network.parse(text));
  }

  private static void requireGradientIsDerivative(Network network) {
    RandomRows rows = RandomRows.of(network, ROWS, 5);
    float[] weights = RandomRows.weights(network, 3);
    double[] reference = referenceGradient(network, rows, weights);
    float[] cpu = cpuGradient(network, rows, weights);
    double[] numeric = centralDifferences(network, rows, weights);
    for (int i = 0; i < weights.length; i++) {
      double size = 1 + Math.abs(numeric[i]);
      String where = "∂L/∂w[" + i + "] of '" + network + "'";
      assertThat((reference[i] - numeric[i]) / size)
          .as("%s in double", where)
          .isBetween(-DIFFERENCE_ERROR, DIFFERENCE_ERROR);
      assertThat((cpu[i] - numeric[i]) / size)
          .as("%s in float", where)
          .isBetween(-FLOAT_ERROR, FLOAT_ERROR);
    }
    assertThat(Arrays.stream(numeric).map(Math::abs).sum())
        .as("a gradient of nothing but zeros would prove nothing")
        .isGreaterThan(0.1);
  }

  private static double[] referenceGradient(Network network, RandomRows rows, float[] weights) {
    ExecutionPlan plan = ExecutionPlan.training(network, rows.count());
    try (ReferenceWorkspace on = new ReferenceDevice().open(plan.footprint())) {
      pass(on, plan, rows, weights);
      return on.read(new Matrix(Region.GRADIENT, 0, 1, network.weightCount()));
    }
  }

  private static float[] cpuGradient(Network network, RandomRows rows, float[] weights) {
    ExecutionPlan plan = ExecutionPlan.training(network, rows.count());
    try (Workspace on = new CpuDevice().open(plan.footprint())) {
      pass(on, plan, rows, weights);
      return on.takeGradient();
    }
  }

  /** Forward and back. */
  private static void pass(Workspace on, ExecutionPlan plan, RandomRows rows, float[] weights) {
    on.bind(Region.INPUT, rows.features());
    on.bind(Region.TARGET, rows.targets());
    on.bind(Region.WEIGHTS, weights);
    plan.forward(on, x(rows), KEY);
    plan.backward(on, 0, x(rows), target(rows), KEY);
  }

  private static double[] centralDifferences(Network network, RandomRows rows, float[] weights) {
    double[] shifted = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      shifted[i] = weights[i];
    }
    double[] differences = new double[weights.length];
    ExecutionPlan plan = ExecutionPlan.training(network, rows.count());
    try (ReferenceWorkspace on = new ReferenceDevice().open(plan.footprint())) {
      on.bind(Region.INPUT, rows.features());
      on.bind(Region.TARGET, rows.targets());
      for (int i = 0; i < weights.length; i++) {
        shifted[i] = weights[i] + H;
        final double up = loss(on, plan, rows, shifted);
        shifted[i] = weights[i] - H;
        final double down = loss(on, plan, rows, shifted);
        shifted[i] = weights[i];
        differences[i] = (up - down) / (2 * H);
      }
    }
    return differences;
  }

  private static double loss(
      ReferenceWorkspace on, ExecutionPlan plan, RandomRows rows, double[] weights) {
    on.bind(Region.WEIGHTS, weights);
    plan.forward(on, x(rows), KEY);
    double smoothing = rows.network().loss().smoothing();
    double sum = (1 - smoothing) * loss(on, plan, rows, rows.targets());
    int labels = Math.max(2, rows.network().classes());
    for (int label = 0; smoothing > 0 && label < labels; label++) {
      sum += smoothing / labels * loss(on, plan, rows, allOf(rows, label));
    }
    return sum;
  }

  private static double loss(
      ReferenceWorkspace on, ExecutionPlan plan, RandomRows rows, float[] targets) {
    on.bind(Region.TARGET, targets);
    return on.loss(
        rows.network().loss(),
        plan.outputs(rows.count()),
        target(rows),
        plan.outputGradient(rows.count()));
  }

  /** The targets where each label is this one. */
  private static float[] allOf(RandomRows rows, int label) {
    float[] targets = rows.targets().clone();
    int cols = rows.network().targets() + 1;
    for (int i = 0; i < targets.length; i++) {
      targets[i] = i % cols == cols - 1 ? targets[i] : label;
    }
    return targets;
  }

  private static Matrix x(RandomRows rows) {
    return new Matrix(Region.INPUT, 0, rows.count(), rows.network().inputs());
  }

  private static Matrix target(RandomRows rows) {
    return new Matrix(Region.TARGET, 0, rows.count(), rows.network().targets() + 1);
  }
}
