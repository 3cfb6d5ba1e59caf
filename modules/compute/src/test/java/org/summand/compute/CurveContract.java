package org.summand.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of {@link DeviceContract} on curves of straight pieces. */
interface CurveContract {
  Device device();

  /** Curves of one piece and of many, of one dimension, many and none; none; and no rows. */
  record Case(Curves curves, int others, int rows) {
    /** Where rows lie: below the bins, at edges, behind them, a float off, and between. */
    double place(int i) {
      int cols = curves.columns() + others;
      int r = i / cols;
      int c = i % cols;
      if (c >= curves.columns()) {
        return CounterRandom.uniform(7, i) - 0.5;
      }
      int bins = curves.counts().get(c);
      int edge = r / 4 % (bins + 3) - 1;
      return switch (r % 4) {
        case 0 -> edge;
        case 1 -> Math.nextUp((float) edge);
        case 2 -> Math.nextDown((float) edge);
        default -> CounterRandom.uniform(7, i) * (bins + 2) - 1;
      };
    }

    double last(int i) {
      int c = i % (curves.columns() + others);
      return c < curves.columns() ? curves.counts().get(c) : place(i);
    }

    int mostPieces() {
      return curves.counts().stream().mapToInt(count -> count).max().orElse(0);
    }
  }

  List<Case> CASES =
      List.of(
          new Case(new Curves(List.of(1), 1), 0, 1),
          new Case(new Curves(List.of(3, 1, 16), 8), 5, 100),
          new Case(new Curves(List.of(48), 3), 1, 300),
          new Case(new Curves(Collections.nCopies(20, 128), 8), 40, 13),
          new Case(new Curves(List.of(4, 5), 0), 2, 13),
          new Case(Curves.NONE, 3, 13),
          new Case(new Curves(List.of(4, 5), 2), 0, 0));

  /**
   * A device may add the pieces one by one, or twice along them: each float then goes through twice
   * as many additions as there are pieces, and pieces that cancel count one and a half times. The
   * reference over sizes with all numbers at the last bin's end has {@code ½·Σ |V| + |b|}, so three
   * times that bounds what is added.
   */
  @Test
  default void numbersBecomePointsOfTheirCurves() {
    for (Case each : CASES) {
      TestMemory memory = new TestMemory(each.rows());
      Matrix x = x(memory, each);
      Matrix end = x(memory, each);
      Matrix y = y(memory, each);
      Matrix w = memory.window(Region.WEIGHTS, each.curves().size(), 1);
      memory.fill(x, each::place);
      memory.fill(end, each::last);
      try (Workspace tested = memory.open(device());
          ReferenceWorkspace exact = memory.openReference();
          ReferenceWorkspace sizes = memory.openMagnitudes()) {
        tested.bend(each.curves(), x, w, y);
        exact.bend(each.curves(), x, w, y);
        sizes.bend(each.curves(), end, w, y);
        double[] errors = Rounding.sum(2 * each.mostPieces() + 2, times3(sizes.read(y)));
        Rounding.assertClose(each.toString(), tested, y, exact.read(y), errors);
        memory.assertChangedOnly(each.toString(), tested, y);
      }
    }
  }

  /** As above, but it is the rows that are added, and then perhaps the pieces. */
  @Test
  default void gradientOfACurveIsTheSumOverItsRows() {
    for (Case each : CASES) {
      TestMemory memory = new TestMemory(each.rows());
      Matrix x = x(memory, each);
      Matrix end = x(memory, each);
      Matrix y = y(memory, each);
      Matrix dy = y(memory, each);
      Matrix dw = memory.window(Region.GRADIENT, each.curves().size(), 1);
      memory.fill(x, each::place);
      memory.fill(end, each::last);
      // Of z at 0 nothing comes back.
      memory.fill(y, i -> i % 3 == 0 ? 0 : CounterRandom.uniform(9, i) - 0.5);
      try (Workspace tested = memory.open(device());
          ReferenceWorkspace exact = memory.openReference();
          ReferenceWorkspace sizes = memory.openMagnitudes()) {
        tested.bendGradient(each.curves(), x, y, dy, dw);
        exact.bendGradient(each.curves(), x, y, dy, dw);
        sizes.bendGradient(each.curves(), end, y, dy, dw);
        int additions = each.rows() + each.mostPieces() + 3;
        double[] errors = Rounding.sum(additions, times3(sizes.read(dw)));
        Rounding.assertClose(each.toString(), tested, dw, exact.read(dw), errors);
        memory.assertChangedOnly(each.toString(), tested, dw);
      }
    }
  }

  @Test
  default void whatStandsBesideCurvesPassesBack() {
    for (Case each : CASES) {
      TestMemory memory = new TestMemory(each.rows());
      Matrix dx = memory.window(Region.ACTIVATIONS, each.rows(), x(memory, each).cols());
      Matrix dy = y(memory, each);
      try (Workspace tested = memory.open(device());
          ReferenceWorkspace exact = memory.openReference()) {
        tested.bendInputGradient(each.curves(), dy, dx);
        exact.bendInputGradient(each.curves(), dy, dx);
        float[] actual = new float[dx.size()];
        tested.read(dx, actual);
        float[] expected = new float[dx.size()];
        exact.read(dx, expected);
        assertThat(actual).as("%s", each).isEqualTo(expected);
        memory.assertChangedOnly(each.toString(), tested, dx);
      }
    }
  }

  @Test
  default void shapesOfCurvesAreChecked() {
    Curves curves = new Curves(List.of(3, 2), 4);
    try (Workspace tested = device().open(new Footprint(28, 100))) {
      tested.bind(Region.INPUT, new float[20]);
      tested.bind(Region.WEIGHTS, new float[28]);
      Matrix x = new Matrix(Region.INPUT, 0, 4, 3);
      Matrix w = new Matrix(Region.WEIGHTS, 0, 28, 1);
      Matrix dw = new Matrix(Region.GRADIENT, 0, 28, 1);
      Matrix y = new Matrix(Region.ACTIVATIONS, 0, 4, 9);
      Matrix dy = new Matrix(Region.ACTIVATIONS, 36, 4, 9);
      tested.bend(curves, x, w, y);
      tested.bendGradient(curves, x, y, dy, dw);
      assertRefused(() -> tested.bend(curves, x, w, y.slice(0, 3)));
      assertRefused(() -> tested.bend(curves, x, w.slice(0, 27), y));
      assertRefused(() -> tested.bend(curves, x, w, new Matrix(Region.ACTIVATIONS, 0, 4, 8)));
      assertRefused(() -> tested.bendGradient(curves, x, y, dy.slice(0, 3), dw));
      assertRefused(() -> tested.bendGradient(curves, x, y, dy, dw.slice(0, 27)));
      assertRefused(() -> tested.bendInputGradient(curves, dy, y));
      Matrix narrow = new Matrix(Region.INPUT, 0, 4, 1);
      assertRefused(() -> tested.bend(curves, narrow, w, y));
    }
  }

  private static Matrix x(TestMemory memory, Case each) {
    return memory.window(Region.INPUT, each.rows(), each.curves().columns() + each.others());
  }

  private static Matrix y(TestMemory memory, Case each) {
    int cols = each.curves().outputs() + each.others();
    return memory.window(Region.ACTIVATIONS, each.rows(), cols);
  }

  private static double[] times3(double[] sizes) {
    double[] larger = sizes.clone();
    for (int i = 0; i < larger.length; i++) {
      larger[i] *= 3;
    }
    return larger;
  }

  private static void assertRefused(Runnable misuse) {
    assertThatThrownBy(misuse::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shapes do not fit in");
  }
}
