package org.summand.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The part of {@link DeviceContract} on gradients, dropout and moving rows. */
interface ElementContract {
  Device device();

  @Test
  default void activationGradientsAreTheReferences() {
    for (Activation f : Activation.values()) {
      for (int cols : ProductContract.SIZES) {
        String what = f + " of " + cols + " outputs";
        TestMemory memory = new TestMemory(cols);
        Matrix z = memory.window(Region.ACTIVATIONS, 13, cols);
        Matrix y = memory.window(Region.ACTIVATIONS, 13, cols);
        Matrix dy = memory.window(Region.ACTIVATIONS, 13, cols);
        // Activations from −5 to 5, where derivatives bend; the edges of tanh and sigmoid among
        // them.
        memory.fill(z, i -> i % 101 / 10.0 - 5);
        float[] zs = memory.floats(z);
        memory.fill(y, i -> ReferenceFormulas.activation(f, zs[i]));
        float[] ys = memory.floats(y);
        float[] dys = memory.floats(dy);
        try (Workspace tested = memory.open(device());
            ReferenceWorkspace exact = memory.openReference()) {
          tested.activationGradient(f, z, y, dy);
          exact.activationGradient(f, z, y, dy);
          double[] errors = new double[dy.size()];
          for (int i = 0; i < errors.length; i++) {
            errors[i] = Rounding.activationGradient(f, zs[i], ys[i], dys[i]);
          }
          Rounding.assertClose(what, tested, dy, exact.read(dy), errors);
          memory.assertChangedOnly(what, tested, dy);
        }
      }
    }
  }

  @Test
  default void activationGradientsNeedNoZWhereYIsEnough() {
    for (Activation f : Activation.values()) {
      if (!f.needsZ()) {
        TestMemory memory = new TestMemory(4);
        Matrix z = memory.window(Region.ACTIVATIONS, 13, 7);
        Matrix y = memory.window(Region.ACTIVATIONS, 13, 7);
        Matrix dy = memory.window(Region.ACTIVATIONS, 13, 7);
        try (Workspace beside = memory.open(device());
            Workspace inPlace = memory.open(device())) {
          beside.activationGradient(f, z, y, dy);
          inPlace.activationGradient(f, y, y, dy);
          assertThat(floats(inPlace, dy)).as(f.text()).isEqualTo(floats(beside, dy));
        }
      }
    }
  }

  @Test
  default void gatheredRowsAreCopiesAlsoWhereRepeated() {
    for (int cols : ProductContract.SIZES) {
      for (Region region : new Region[] {Region.INPUT, Region.TARGET, Region.ACTIVATIONS}) {
        String what = cols + " columns of " + region;
        int[] rows = {12, 0, 5, 5, 12, 3, 5};
        TestMemory memory = new TestMemory(cols);
        Matrix from = memory.window(region, 13, cols);
        Matrix to = memory.window(Region.ACTIVATIONS, rows.length, cols);
        try (Workspace tested = memory.open(device())) {
          tested.gather(rows, from, to);
          for (int r = 0; r < rows.length; r++) {
            assertThat(floats(tested, to.slice(r, 1)))
                .as("row %d of %s", r, what)
                .isEqualTo(memory.floats(from.slice(rows[r], 1)));
          }
          memory.assertChangedOnly(what, tested, to);
        }
      }
    }
  }

  @Test
  default void dropoutDropsWhatTheReferenceDrops() {
    long key = CounterRandom.key(1, 2);
    for (int cols : ProductContract.SIZES) {
      for (float rate : new float[] {0.1f, 0.5f, 0.9f}) {
        String what = rate + " of " + cols + " columns";
        TestMemory memory = new TestMemory(cols);
        Matrix x = memory.window(Region.ACTIVATIONS, 64, cols);
        Matrix y = memory.window(Region.ACTIVATIONS, 64, cols);
        // No zero among them, so that each zero of y is a dropped float.
        memory.fill(x, i -> 1 + i % 97);
        try (Workspace tested = memory.open(device());
            ReferenceWorkspace exact = memory.openReference()) {
          tested.dropout(key, rate, x, y);
          exact.dropout(key, rate, x, y);
          double[] expected = exact.read(y);
          float[] actual = floats(tested, y);
          double[] errors = new double[expected.length];
          for (int i = 0; i < errors.length; i++) {
            assertThat(actual[i] == 0).as("%s: float %d", what, i).isEqualTo(expected[i] == 0);
            errors[i] = Rounding.few(expected[i]);
          }
          Rounding.assertClose(what, tested, y, expected, errors);
          memory.assertChangedOnly(what, tested, y);
        }
      }
    }
  }

  @Test
  default void dropoutDropsItsShare() {
    TestMemory memory = new TestMemory(5);
    Matrix x = memory.window(Region.ACTIVATIONS, 1024, 100);
    Matrix y = memory.window(Region.ACTIVATIONS, 1024, 100);
    memory.fill(x, i -> 1);
    try (Workspace tested = memory.open(device())) {
      for (float rate : new float[] {0, 0.01f, 0.3f, 0.5f, 0.99f}) {
        tested.dropout(CounterRandom.key(7, 11), rate, x, y);
        int dropped = 0;
        for (float each : floats(tested, y)) {
          dropped += each == 0 ? 1 : 0;
        }
        // Five standard deviations of that many throws of a coin.
        double spread = 5 * Math.sqrt(x.size() * (double) rate * (1 - rate));
        assertThat((double) dropped)
            .as("dropped at rate %s", rate)
            .isCloseTo(x.size() * (double) rate, within(spread));
      }
    }
  }

  @Test
  default void dropoutAtRateZeroDropsNothing() {
    TestMemory memory = new TestMemory(10);
    Matrix x = memory.window(Region.ACTIVATIONS, 13, 7);
    Matrix y = memory.window(Region.ACTIVATIONS, 13, 7);
    try (Workspace tested = memory.open(device())) {
      // The first number under key 0 is 0 itself, which is not below a rate of 0.
      assertThat(CounterRandom.uniform(0, 0)).isEqualTo(0);
      tested.dropout(0, 0, x, y);
      assertThat(floats(tested, y)).isEqualTo(memory.floats(x));
    }
  }

  @Test
  default void dropoutIsItsOwnBackwardPass() {
    long key = CounterRandom.key(3, 4);
    TestMemory memory = new TestMemory(6);
    Matrix x = memory.window(Region.ACTIVATIONS, 13, 100);
    Matrix y = memory.window(Region.ACTIVATIONS, 13, 100);
    Matrix ones = memory.window(Region.ACTIVATIONS, 13, 100);
    Matrix mask = memory.window(Region.ACTIVATIONS, 13, 100);
    memory.fill(ones, i -> 1);
    try (Workspace tested = memory.open(device())) {
      tested.dropout(key, 0.3f, x, y);
      // Linear in x with the mask for a gradient: dx is the mask times dy, wherever the windows
      // lie.
      tested.dropout(key, 0.3f, ones, mask);
      float[] gradient = floats(tested, mask);
      float[] xs = memory.floats(x);
      double[] expected = new double[gradient.length];
      double[] errors = new double[gradient.length];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = (double) gradient[i] * xs[i];
        errors[i] = Rounding.few(expected[i]);
      }
      Rounding.assertClose("x ⊙ mask", tested, y, expected, errors);
    }
  }

  @Test
  default void anotherKeyDropsOthersAndTheSameKeyTheSame() {
    TestMemory memory = new TestMemory(7);
    Matrix x = memory.window(Region.ACTIVATIONS, 13, 100);
    Matrix y = memory.window(Region.ACTIVATIONS, 13, 100);
    try (Workspace tested = memory.open(device())) {
      tested.dropout(1, 0.5f, x, y);
      final float[] first = floats(tested, y);
      tested.dropout(2, 0.5f, x, y);
      final float[] otherLow = floats(tested, y);
      tested.dropout(1 | 1L << 32, 0.5f, x, y);
      final float[] otherHigh = floats(tested, y);
      tested.dropout(1, 0.5f, x, y);
      assertThat(floats(tested, y)).isEqualTo(first).isNotEqualTo(otherLow);
      assertThat(otherHigh).as("both halves of the key count").isNotEqualTo(first);
    }
  }

  @Test
  default void takeHandsTheGradientOverAndLeavesZeros() {
    TestMemory memory = new TestMemory(8);
    memory.window(Region.GRADIENT, 7, 13);
    memory.window(Region.ACTIVATIONS, 7, 13);
    int size = memory.footprint().weights();
    Matrix all = new Matrix(Region.GRADIENT, 0, 1, size);
    try (Workspace tested = memory.open(device())) {
      float[] before = floats(tested, all);
      float[] taken = tested.takeGradient();
      assertThat(taken).hasSize(size).isEqualTo(before).isEqualTo(memory.floats(all));
      assertThat(floats(tested, all)).containsOnly(0);
      memory.assertChangedOnly("takeGradient", tested, all);

      Arrays.fill(taken, 5);
      assertThat(floats(tested, all)).as("what was taken is the caller's").containsOnly(0);
      assertThat(tested.takeGradient()).as("nothing was added").containsOnly(0);
      assertThat(taken).as("what was taken earlier").containsOnly(5);
    }
  }

  @Test
  default void aNewGradientIsZeros() {
    try (Workspace tested = device().open(new Footprint(5, 1))) {
      assertThat(tested.takeGradient()).containsExactly(0, 0, 0, 0, 0);
    }
  }

  @Test
  default void readLeavesTheRestOfALongerArrayAlone() {
    TestMemory memory = new TestMemory(9);
    Matrix y = memory.window(Region.ACTIVATIONS, 3, 7);
    try (Workspace tested = memory.open(device())) {
      float[] to = new float[y.size() + 2];
      to[y.size()] = 5;
      to[y.size() + 1] = 6;
      tested.read(y, to);
      assertThat(to).startsWith(memory.floats(y)).endsWith(5, 6);
    }
  }

  private static float[] floats(Workspace workspace, Matrix window) {
    float[] floats = new float[window.size()];
    workspace.read(window, floats);
    return floats;
  }
}
