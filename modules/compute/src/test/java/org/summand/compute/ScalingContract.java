package org.summand.compute;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of {@link DeviceContract} on scaled copies of rows. */
interface ScalingContract {
  Device device();

  @Test
  default void scaledCopiesAndTheirGradientsAreTheReferences() {
    for (int copies : new int[] {1, 3, 16}) {
      for (int cols : new int[] {1, 7, 64, 100}) {
        for (int rows : new int[] {0, 1, 13, 100}) {
          assertScaling(copies, cols, rows);
        }
      }
    }
  }

  private void assertScaling(int copies, int cols, int rows) {
    String what = copies + " copies of " + rows + "×" + cols;
    TestMemory memory = new TestMemory(cols);
    Matrix x = memory.window(Region.INPUT, rows, cols);
    Matrix s = memory.window(Region.WEIGHTS, copies, cols);
    Matrix ds = memory.window(Region.GRADIENT, copies, cols);
    Matrix y = memory.window(Region.ACTIVATIONS, copies * rows, cols);
    Matrix dy = memory.window(Region.ACTIVATIONS, copies * rows, cols);
    Matrix dx = memory.window(Region.ACTIVATIONS, rows, cols);
    try (Workspace tested = memory.open(device());
        ReferenceWorkspace exact = memory.openReference();
        ReferenceWorkspace sizes = memory.openMagnitudes()) {
      for (Workspace on : List.of(tested, exact, sizes)) {
        on.scale(x, s, y);
        on.scaleGradient(x, dy, ds);
        on.scaleInputGradient(dy, s, dx);
      }
      close(what, tested, exact, y, Rounding.sum(1, sizes.read(y)));
      close(what, tested, exact, ds, Rounding.sum(rows, sizes.read(ds)));
      close(what, tested, exact, dx, Rounding.sum(copies, sizes.read(dx)));
      memory.assertChangedOnly(what, tested, y, ds, dx);
    }
  }

  private static void close(
      String what, Workspace tested, ReferenceWorkspace exact, Matrix window, double[] errors) {
    Rounding.assertClose(what, tested, window, exact.read(window), errors);
  }

  /** Each member of an ensemble has its own weights and biases, one below the other. */
  @Test
  default void everyCopyMeetsItsOwnPart() {
    for (int copies : new int[] {1, 2, 5}) {
      for (int rows : new int[] {1, 13, 70}) {
        for (int outputs : new int[] {1, 2, 33}) {
          assertParts(copies, rows, 17, outputs);
        }
      }
    }
  }

  private void assertParts(int copies, int rows, int inputs, int outputs) {
    String what = copies + " copies of " + rows + " rows, " + inputs + "×" + outputs;
    TestMemory memory = new TestMemory(outputs);
    Matrix x = memory.window(Region.ACTIVATIONS, copies * rows, inputs);
    Matrix z = memory.window(Region.ACTIVATIONS, copies * rows, outputs);
    Matrix dz = memory.window(Region.ACTIVATIONS, copies * rows, outputs);
    Matrix dx = memory.window(Region.ACTIVATIONS, copies * rows, inputs);
    Matrix w = memory.window(Region.WEIGHTS, copies * inputs, outputs);
    Matrix b = memory.window(Region.WEIGHTS, copies, outputs);
    Matrix dw = memory.window(Region.GRADIENT, copies * inputs, outputs);
    Matrix db = memory.window(Region.GRADIENT, copies, outputs);
    try (Workspace tested = memory.open(device());
        ReferenceWorkspace exact = memory.openReference();
        ReferenceWorkspace sizes = memory.openMagnitudes()) {
      for (Workspace on : List.of(tested, exact, sizes)) {
        on.affine(x, w, b, Activation.IDENTITY, z, z);
        on.weightGradient(x, dz, dw);
        on.biasGradient(dz, db);
        on.inputGradient(dz, w, dx);
      }
      close(what, tested, exact, z, Rounding.sum(inputs, sizes.read(z)));
      close(what, tested, exact, dw, Rounding.sum(rows, sizes.read(dw)));
      close(what, tested, exact, db, Rounding.sum(rows, sizes.read(db)));
      close(what, tested, exact, dx, Rounding.sum(outputs, sizes.read(dx)));
      memory.assertChangedOnly(what, tested, z, dw, db, dx);
    }
  }

  @Test
  default void shapesOfScalingsAreChecked() {
    try (Workspace tested = device().open(new Footprint(12, 100))) {
      tested.bind(Region.INPUT, new float[20]);
      tested.bind(Region.WEIGHTS, new float[12]);
      Matrix x = new Matrix(Region.INPUT, 0, 4, 3);
      Matrix s = new Matrix(Region.WEIGHTS, 0, 2, 3);
      Matrix y = new Matrix(Region.ACTIVATIONS, 0, 8, 3);
      tested.scale(x, s, y);
      assertRefused(() -> tested.scale(x, s, y.slice(0, 7)));
      assertRefused(() -> tested.scale(x, new Matrix(Region.WEIGHTS, 0, 3, 2), y));
    }
  }

  private static void assertRefused(Runnable misuse) {
    assertThatThrownBy(misuse::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shapes do not fit in");
  }
}
