package org.summand.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The part of {@link DeviceContract} on losses and their gradients. */
interface LossContract {
  Device device();

  /** The windows of one loss: {@code rows} rows of {@code outputs} outputs. */
  record Windows(TestMemory memory, Loss loss, Matrix z, Matrix target, Matrix dz) {
    /** Random outputs from −4 to 4, targets up to their edges, some rows of weight 0. */
    static Windows random(Loss loss, int rows, int outputs) {
      TestMemory memory = new TestMemory(CounterRandom.key(rows, outputs));
      Windows windows =
          new Windows(
              memory,
              loss,
              memory.window(Region.ACTIVATIONS, rows, outputs),
              memory.window(Region.TARGET, rows, loss.targets(outputs) + 1),
              memory.window(Region.ACTIVATIONS, rows, outputs));
      memory.fill(windows.z, i -> 8 * uniform(1, i) - 4);
      windows.fillTargets(i -> windows.target(i, i), r -> r % 5 == 3 ? 0 : 2 * uniform(2, r));
      return windows;
    }

    /** Sets each row's targets, by their number, and its weight, by the row's. */
    void fillTargets(IntToDoubleFunction targets, IntToDoubleFunction weights) {
      int cols = target.cols();
      memory.fill(
          target,
          i ->
              i % cols == cols - 1
                  ? weights.applyAsDouble(i / cols)
                  : targets.applyAsDouble(i / cols * (cols - 1) + i % cols));
    }

    /** A target for this loss: every fourth at either edge. */
    double target(int i, int kind) {
      return switch (loss.kind()) {
        case SOFTMAX_CROSS_ENTROPY ->
            kind % 4 == 0 ? 0 : kind % 4 == 1 ? z.cols() - 1 : Math.floor(uniform(3, i) * z.cols());
        case BINARY_CROSS_ENTROPY -> kind % 4 == 0 ? 0 : kind % 4 == 1 ? 1 : uniform(3, i);
        case SQUARED_ERROR, HUBER, QUANTILES -> 8 * uniform(3, i) - 4;
        case POISSON -> kind % 4 == 0 ? 0 : Math.floor(9 * uniform(3, i)) / (1 + kind % 2);
      };
    }

    private static double uniform(long stream, int i) {
      return CounterRandom.uniform(CounterRandom.key(stream, 0), i);
    }
  }

  @Test
  default void lossesAndTheirGradientsAreTheReferences() {
    for (int outputs : new int[] {1, 3, 7, 10, 13, 64, 100, 207}) {
      for (Loss loss : SampleLosses.of(outputs)) {
        for (int rows : new int[] {1, 3, 13, 64, 207}) {
          assertReferences(
              loss + " of " + rows + "×" + outputs, Windows.random(loss, rows, outputs));
        }
      }
    }
  }

  @Test
  default void extremeOutputsGiveFiniteLossesAndGradients() {
    double[] extremes = {1e4, -1e4, 0, 1e4, 90, -90, -1e4};
    for (int outputs : new int[] {1, 2, 3, 10}) {
      for (Loss loss : SampleLosses.of(outputs)) {
        Windows windows = Windows.random(loss, 28, outputs);
        windows.memory().fill(windows.z(), i -> extremes[i % extremes.length]);
        // Targets at their edges, so that right and wrong outputs are both extreme.
        windows.fillTargets(i -> windows.target(i, i % 2), r -> 1);
        assertReferences("extreme " + loss + " of " + outputs, windows);
      }
    }
  }

  @Test
  default void sureAndRightOutputsCostNothing() {
    Windows windows = Windows.random(Loss.SOFTMAX_CROSS_ENTROPY, 3, 7);
    windows.memory().fill(windows.z(), i -> i % 7 == 6 ? 1e4 : -1e4);
    windows.fillTargets(i -> 6, r -> 1);
    try (Workspace tested = windows.memory().open(device())) {
      assertThat(run(tested, windows)).isEqualTo(0);
      assertThat(gradient(tested, windows)).containsOnly(0);
    }
  }

  @Test
  default void rowsOfWeightZeroCountForNothing() {
    for (Loss loss : SampleLosses.of(7)) {
      Windows windows = Windows.random(loss, 13, 7);
      Windows changed = Windows.random(loss, 13, 7);
      changed.memory().fill(changed.z().slice(3, 1), i -> i % 2 == 0 ? 1e4 : -7);
      try (Workspace one = windows.memory().open(device());
          Workspace other = changed.memory().open(device())) {
        assertThat(run(other, changed)).as(loss.toString()).isEqualTo(run(one, windows));
        float[] dz = new float[7];
        other.read(changed.dz().slice(3, 1), dz);
        for (float each : dz) {
          assertThat(each == 0).as("%s: dz of weight 0 is %s", loss, each).isTrue();
        }
      }
    }
  }

  @Test
  default void aRowOfWeightTwoCountsAsTwoRows() {
    for (Loss loss : SampleLosses.of(7)) {
      Windows once = Windows.random(loss, 13, 7);
      once.fillTargets(i -> once.target(i, i), r -> 1);
      Windows twice = Windows.random(loss, 13, 7);
      twice.fillTargets(i -> twice.target(i, i), r -> 2);
      try (Workspace one = once.memory().open(device());
          Workspace two = twice.memory().open(device())) {
        // Doubling is exact in float.
        assertThat(run(two, twice)).as(loss.toString()).isEqualTo(2 * run(one, once));
        float[] single = gradient(one, once);
        float[] doubled = gradient(two, twice);
        for (int i = 0; i < single.length; i++) {
          assertThat(doubled[i]).as("%s: dz %d", loss, i).isEqualTo(2 * single[i]);
        }
      }
    }
  }

  /** Members of an ensemble share their rows' targets, and each counts as much as the others. */
  @Test
  default void theLossOfCopiesIsTheirMean() {
    for (Loss loss : SampleLosses.of(7)) {
      Windows rows = Windows.random(loss, 13, 7);
      TestMemory memory = new TestMemory(3);
      Matrix z = memory.window(Region.ACTIVATIONS, 4 * 13, 7);
      Matrix target = memory.window(Region.TARGET, 13, loss.targets(7) + 1);
      Matrix dz = memory.window(Region.ACTIVATIONS, 4 * 13, 7);
      float[] zs = rows.memory().floats(rows.z());
      float[] targets = rows.memory().floats(rows.target());
      memory.fill(z, i -> zs[i % zs.length]);
      memory.fill(target, i -> targets[i]);
      try (Workspace one = rows.memory().open(device());
          Workspace four = memory.open(device())) {
        double expected = run(one, rows);
        assertThat(four.loss(loss, z, target, dz)).isCloseTo(expected, within(1e-5 * expected));
        float[] single = gradient(one, rows);
        float[] quarters = new float[dz.size()];
        four.read(dz, quarters);
        for (int i = 0; i < quarters.length; i++) {
          // A quarter is exact in float.
          assertThat(4 * quarters[i]).as("%s: dz %d", loss, i).isEqualTo(single[i % zs.length]);
        }
      }
    }
  }

  private void assertReferences(String what, Windows windows) {
    TestMemory memory = windows.memory();
    try (Workspace tested = memory.open(device());
        ReferenceWorkspace exact = memory.openReference()) {
      double actual = run(tested, windows);
      double expected = run(exact, windows);
      Errors errors = errors(windows);
      assertThat(expected).as("the reference's %s", what).isFinite();
      assertThat(actual).as(what).isCloseTo(expected, within(errors.loss));
      Rounding.assertClose(
          "dz of " + what, tested, windows.dz(), exact.read(windows.dz()), errors.dz);
      memory.assertChangedOnly(what, tested, windows.dz());
    }
  }

  private static double run(Workspace workspace, Windows windows) {
    return workspace.loss(windows.loss(), windows.z(), windows.target(), windows.dz());
  }

  private static float[] gradient(Workspace workspace, Windows windows) {
    float[] dz = new float[windows.dz().size()];
    workspace.read(windows.dz(), dz);
    return dz;
  }

  /** How far the loss and each float of {@code dz} may be off. */
  record Errors(double loss, double[] dz) {}

  /** Adds up what {@link #sizeOfTerms} and {@link #gradientError} allow for each row. */
  private static Errors errors(Windows windows) {
    Matrix z = windows.z();
    Matrix target = windows.target();
    double size = 0;
    double[] dz = new double[z.size()];
    for (int r = 0; r < z.rows(); r++) {
      double[] outputs = doubles(windows.memory().floats(z.slice(r, 1)));
      double[] targets = doubles(windows.memory().floats(target.slice(r, 1)));
      double weight = targets[targets.length - 1];
      size += weight * sizeOfTerms(windows.loss(), outputs, targets);
      for (int c = 0; c < z.cols(); c++) {
        dz[r * z.cols() + c] =
            weight * gradientError(windows.loss(), outputs, targets, c) + Float.MIN_NORMAL;
      }
    }
    // Each term goes through the sum over a row's outputs, the sum over rows and a few functions.
    double roundings = (z.rows() + z.cols()) * Rounding.UNIT + Rounding.FUNCTION;
    return new Errors(roundings * size + Float.MIN_NORMAL, dz);
  }

  /** The sizes of the terms that a row's loss is the sum of. */
  private static double sizeOfTerms(Loss loss, double[] z, double[] t) {
    if (loss.kind() == Loss.Kind.SOFTMAX_CROSS_ENTROPY) {
      return Math.log(z.length)
          + 1
          + Math.abs(ReferenceFormulas.largest(z))
          + Math.abs(z[(int) t[0]]);
    }
    double size = 0;
    for (int j = 0; j < z.length; j++) {
      double target = t[loss.targets(z.length) == 1 ? 0 : j];
      double apart = Math.abs(z[j]) + Math.abs(target);
      size +=
          switch (loss.kind()) {
            case BINARY_CROSS_ENTROPY -> Math.abs(z[j]) + Math.abs(z[j] * target) + 1;
            case SQUARED_ERROR -> apart * apart;
            case POISSON ->
                mean(z[j]) * (1 + Math.max(0, z[j] - Loss.LARGEST_LOG))
                    + Math.abs(z[j] * target)
                    + 3 * (1 + target * target);
            // An error in an answer is one in all above it.
            case QUANTILES -> (apart + 1) * (z.length - j);
            default -> apart;
          };
    }
    return size / z.length;
  }

  /** The error of {@code dz} in column {@code c} for a row of weight 1. */
  private static double gradientError(Loss loss, double[] z, double[] t, int c) {
    double few = Rounding.FUNCTION / z.length;
    return switch (loss.kind()) {
      case SOFTMAX_CROSS_ENTROPY ->
          softmaxError(z, c)
              + (c == (int) t[0] ? 4 * Rounding.UNIT : 0)
              + 4 * Rounding.UNIT * loss.smoothing() / z.length;
      case BINARY_CROSS_ENTROPY ->
          few * (ReferenceFormulas.sigmoid(z[c]) + Math.abs(t[c]) + loss.smoothing());
      case SQUARED_ERROR -> few * Math.abs(z[c] - t[c]);
      case HUBER -> few * Math.min(1, Math.abs(z[c] - t[c]));
      case POISSON -> few * (mean(z[c]) + t[c]);
      case QUANTILES -> quantilesError(z, t[0], c) / z.length;
    };
  }

  private static double mean(double z) {
    return Math.exp(Math.min(z, Loss.LARGEST_LOG));
  }

  /** Sums of up to m numbers below 1; and where t is all but an answer, either side is right. */
  private static double quantilesError(double[] z, double t, int c) {
    double[] y = ReferenceFormulas.answers(z);
    double size = Math.abs(t);
    double error = z.length * z.length * Rounding.UNIT + z.length * Rounding.FUNCTION;
    for (int j = 0; j < z.length; j++) {
      size += Math.abs(z[j]) + 1;
      error +=
          j >= c && Math.abs(y[j] - t) < size * (z.length * Rounding.UNIT + Rounding.FUNCTION)
              ? 1
              : 0;
    }
    return error;
  }

  /**
   * {@code p = e^d / Σ e^d} with {@code d = z − largest}: rounding {@code d} changes {@code e^d} by
   * {@code |d|} units, in the numerator and in each term of the sum; the sum rounds once per term.
   */
  private static double softmaxError(double[] z, int c) {
    double[] p = ReferenceFormulas.softmax(z);
    double largest = ReferenceFormulas.largest(z);
    double distance = Math.abs(z[c] - largest);
    for (int j = 0; j < z.length; j++) {
      distance += p[j] * Math.abs(z[j] - largest);
    }
    return p[c] * ((distance + z.length) * Rounding.UNIT + Rounding.FUNCTION);
  }

  private static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }
}
