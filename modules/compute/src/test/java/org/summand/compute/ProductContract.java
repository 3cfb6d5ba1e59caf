package org.summand.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of {@link DeviceContract} on products, biases and activations. */
interface ProductContract {
  /** Around and between the block sizes of BLAS libraries and the groups of accelerators. */
  int[] SIZES = {1, 3, 7, 13, 64, 100, 207};

  Device device();

  /** The sizes of one layer's products. */
  record Sizes(int rows, int in, int out) {
    static List<Sizes> all() {
      List<Sizes> all = new ArrayList<>();
      for (int rows : SIZES) {
        for (int in : SIZES) {
          for (int out : SIZES) {
            all.add(new Sizes(rows, in, out));
          }
        }
      }
      all.add(new Sizes(1024, 13, 64));
      all.add(new Sizes(3, 1024, 207));
      all.add(new Sizes(64, 100, 1024));
      all.add(new Sizes(100, 1024, 207));
      return all;
    }

    long seed() {
      return CounterRandom.key(rows, CounterRandom.key(in, out));
    }
  }

  @Test
  default void affineIsTheReferences() {
    for (Sizes s : Sizes.all()) {
      TestMemory memory = new TestMemory(s.seed());
      Matrix x = memory.window(Region.INPUT, s.rows(), s.in());
      Matrix w = memory.window(Region.WEIGHTS, s.in(), s.out());
      Matrix b = memory.window(Region.WEIGHTS, 1, s.out());
      Matrix z = memory.window(Region.ACTIVATIONS, s.rows(), s.out());
      try (Workspace tested = memory.open(device());
          ReferenceWorkspace exact = memory.openReference();
          ReferenceWorkspace sizes = memory.openMagnitudes()) {
        for (Workspace each : List.of(tested, exact, sizes)) {
          each.affine(x, w, b, Activation.IDENTITY, z, z);
        }
        double[] errors = Rounding.sum(s.in(), sizes.read(z));
        Rounding.assertClose(s.toString(), tested, z, exact.read(z), errors);
        memory.assertChangedOnly(s.toString(), tested, z);
      }
    }
  }

  @Test
  default void activationsAreTheReferencesBesideAKeptZ() {
    for (Activation f : Activation.values()) {
      assertActivation(f, true);
    }
  }

  @Test
  default void activationsAreTheReferencesInPlaceOfZ() {
    for (Activation f : Activation.values()) {
      if (!f.needsZ()) {
        assertActivation(f, false);
      }
    }
  }

  private void assertActivation(Activation f, boolean keepsZ) {
    for (int out : SIZES) {
      int rows = 13;
      int in = 7;
      String what = f + " of " + out + " outputs";
      TestMemory memory = new TestMemory(out);
      // The input of a layer inside a network lies among the activations, as its output does.
      Matrix x = memory.window(Region.ACTIVATIONS, rows, in);
      Matrix w = memory.window(Region.WEIGHTS, in, out);
      Matrix b = memory.window(Region.WEIGHTS, 1, out);
      Matrix y = memory.window(Region.ACTIVATIONS, rows, out);
      Matrix z = keepsZ ? memory.window(Region.ACTIVATIONS, rows, out) : y;
      try (Workspace tested = memory.open(device());
          ReferenceWorkspace exact = memory.openReference();
          ReferenceWorkspace sizes = memory.openMagnitudes()) {
        tested.affine(x, w, b, f, z, y);
        exact.affine(x, w, b, f, z, y);
        sizes.affine(x, w, b, Activation.IDENTITY, z, z);
        if (keepsZ) {
          double[] errors = Rounding.sum(in, sizes.read(z));
          Rounding.assertClose("z of " + what, tested, z, exact.read(z), errors);
        }
        double[] errors = Rounding.activation(f, in, sizes.read(z));
        Rounding.assertClose(what, tested, y, exact.read(y), errors);
        memory.assertChangedOnly(what, tested, z, y);
      }
    }
  }

  @Test
  default void activationsKeepToTheirFormulaFarFromZeroAndNearIt() {
    float[] zs = {
      0, -0f, 1e-30f, -1e-30f, 1e-3f, -1e-3f, 1, -1, 5, -5, 20, -20, 90, -90, 1e4f, -1e4f
    };
    for (Activation f : Activation.values()) {
      TestMemory memory = new TestMemory(1);
      Matrix x = memory.window(Region.INPUT, zs.length, 1);
      Matrix w = memory.window(Region.WEIGHTS, 1, 1);
      Matrix b = memory.window(Region.WEIGHTS, 1, 1);
      Matrix z = memory.window(Region.ACTIVATIONS, zs.length, 1);
      Matrix y = memory.window(Region.ACTIVATIONS, zs.length, 1);
      memory.fill(x, i -> zs[i]);
      memory.fill(w, i -> 1);
      memory.fill(b, i -> 0);
      try (Workspace tested = memory.open(device());
          ReferenceWorkspace exact = memory.openReference()) {
        tested.affine(x, w, b, f, z, y);
        exact.affine(x, w, b, f, z, y);
        double[] errors = new double[zs.length];
        for (int i = 0; i < zs.length; i++) {
          errors[i] = Rounding.activation(f, zs[i]);
        }
        Rounding.assertClose(f + " of special z", tested, y, exact.read(y), errors);
      }
    }
  }

  @Test
  default void weightGradientIsAddedAndTheReferences() {
    for (Sizes s : Sizes.all()) {
      TestMemory memory = new TestMemory(s.seed());
      Matrix x = memory.window(Region.INPUT, s.rows(), s.in());
      Matrix dz = memory.window(Region.ACTIVATIONS, s.rows(), s.out());
      Matrix dw = memory.window(Region.GRADIENT, s.in(), s.out());
      try (Workspace tested = memory.open(device());
          ReferenceWorkspace exact = memory.openReference();
          ReferenceWorkspace sizes = memory.openMagnitudes()) {
        for (Workspace each : List.of(tested, exact, sizes)) {
          each.weightGradient(x, dz, dw);
        }
        double[] errors = Rounding.sum(s.rows(), sizes.read(dw));
        Rounding.assertClose(s.toString(), tested, dw, exact.read(dw), errors);
        memory.assertChangedOnly(s.toString(), tested, dw);
      }
    }
  }

  @Test
  default void biasGradientIsAddedAndTheReferences() {
    for (int rows : new int[] {1, 3, 7, 13, 64, 100, 207, 1024}) {
      for (int cols : SIZES) {
        String what = rows + "×" + cols;
        TestMemory memory = new TestMemory(CounterRandom.key(rows, cols));
        Matrix dz = memory.window(Region.ACTIVATIONS, rows, cols);
        Matrix db = memory.window(Region.GRADIENT, 1, cols);
        try (Workspace tested = memory.open(device());
            ReferenceWorkspace exact = memory.openReference();
            ReferenceWorkspace sizes = memory.openMagnitudes()) {
          for (Workspace each : List.of(tested, exact, sizes)) {
            each.biasGradient(dz, db);
          }
          double[] errors = Rounding.sum(rows, sizes.read(db));
          Rounding.assertClose(what, tested, db, exact.read(db), errors);
          memory.assertChangedOnly(what, tested, db);
        }
      }
    }
  }

  @Test
  default void inputGradientIsTheReferences() {
    for (Sizes s : Sizes.all()) {
      TestMemory memory = new TestMemory(s.seed());
      Matrix dz = memory.window(Region.ACTIVATIONS, s.rows(), s.out());
      Matrix w = memory.window(Region.WEIGHTS, s.in(), s.out());
      Matrix dx = memory.window(Region.ACTIVATIONS, s.rows(), s.in());
      try (Workspace tested = memory.open(device());
          ReferenceWorkspace exact = memory.openReference();
          ReferenceWorkspace sizes = memory.openMagnitudes()) {
        for (Workspace each : List.of(tested, exact, sizes)) {
          each.inputGradient(dz, w, dx);
        }
        double[] errors = Rounding.sum(s.out(), sizes.read(dx));
        Rounding.assertClose(s.toString(), tested, dx, exact.read(dx), errors);
        memory.assertChangedOnly(s.toString(), tested, dx);
      }
    }
  }

  @Test
  default void gradientsOfTwoHalvesAddUpToThatOfTheWhole() {
    TestMemory memory = new TestMemory(2);
    Matrix x = memory.window(Region.INPUT, 100, 13);
    Matrix dz = memory.window(Region.ACTIVATIONS, 100, 7);
    Matrix dw = memory.window(Region.GRADIENT, 13, 7);
    Matrix db = memory.window(Region.GRADIENT, 1, 7);
    try (Workspace tested = memory.open(device());
        ReferenceWorkspace exact = memory.openReference();
        ReferenceWorkspace sizes = memory.openMagnitudes()) {
      for (int from : new int[] {0, 50}) {
        tested.weightGradient(x.slice(from, 50), dz.slice(from, 50), dw);
        tested.biasGradient(dz.slice(from, 50), db);
      }
      for (Workspace each : List.of(exact, sizes)) {
        each.weightGradient(x, dz, dw);
        each.biasGradient(dz, db);
      }
      Rounding.assertClose("dw", tested, dw, exact.read(dw), Rounding.sum(100, sizes.read(dw)));
      Rounding.assertClose("db", tested, db, exact.read(db), Rounding.sum(100, sizes.read(db)));
    }
  }

  @Test
  default void noRowsGiveNothingAndAddNothing() {
    TestMemory memory = new TestMemory(3);
    Matrix x = memory.window(Region.INPUT, 0, 13);
    Matrix target = memory.window(Region.TARGET, 0, 2);
    Matrix w = memory.window(Region.WEIGHTS, 13, 7);
    Matrix b = memory.window(Region.WEIGHTS, 1, 7);
    Matrix y = memory.window(Region.ACTIVATIONS, 0, 7);
    Matrix dz = memory.window(Region.ACTIVATIONS, 0, 7);
    Matrix dx = memory.window(Region.ACTIVATIONS, 0, 13);
    Matrix dw = memory.window(Region.GRADIENT, 13, 7);
    Matrix db = memory.window(Region.GRADIENT, 1, 7);
    try (Workspace tested = memory.open(device())) {
      tested.gather(new int[0], x, dx);
      tested.affine(x, w, b, Activation.RELU, y, y);
      tested.dropout(1, 0.5f, y, dz);
      assertThat(tested.loss(Loss.SOFTMAX_CROSS_ENTROPY, y, target, dz)).isEqualTo(0);
      tested.activationGradient(Activation.RELU, y, y, dz);
      tested.inputGradient(dz, w, dx);
      tested.weightGradient(x, dz, dw);
      tested.biasGradient(dz, db);
      tested.read(dx, new float[0]);
      memory.assertChangedOnly("no rows", tested);
    }
  }
}
