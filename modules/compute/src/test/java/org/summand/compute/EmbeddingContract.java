package org.summand.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.summand.compute.cpu.CpuDevice;

/** The part of {@link DeviceContract} on tables of vectors. */
public interface EmbeddingContract {
  Device device();

  /** Plain columns before the tables, none, a table of one category, and no rows. */
  record Case(int rows, int plain, List<EmbeddingTable> tables) {
    int floats() {
      return tables.stream().mapToInt(EmbeddingTable::size).sum();
    }

    int outputs() {
      return plain + tables.stream().mapToInt(EmbeddingTable::width).sum();
    }

    /** Rows that name every category, most of them more than once, and random plain columns. */
    double cell(int i) {
      int cols = plain + tables.size();
      int r = i / cols;
      int c = i % cols;
      return c < plain
          ? CounterRandom.uniform(5, i) - 0.5
          : (r * 7 + c) % tables.get(c - plain).categories();
    }
  }

  List<Case> CASES =
      List.of(
          new Case(13, 3, List.of(new EmbeddingTable(5, 4), new EmbeddingTable(3, 1))),
          new Case(300, 0, List.of(new EmbeddingTable(11, 17), new EmbeddingTable(1, 2))),
          new Case(40, 20, List.of(new EmbeddingTable(1000, 8))),
          new Case(0, 2, List.of(new EmbeddingTable(2, 2))));

  @Test
  default void everyCategoryBecomesItsVector() {
    for (Case each : CASES) {
      TestMemory memory = new TestMemory(each.rows());
      Matrix x = memory.window(Region.INPUT, each.rows(), each.plain() + each.tables().size());
      Matrix y = memory.window(Region.ACTIVATIONS, each.rows(), each.outputs());
      Matrix w = weights(memory, Region.WEIGHTS, each);
      memory.fill(x, each::cell);
      try (Workspace tested = memory.open(device());
          ReferenceWorkspace exact = memory.openReference()) {
        tested.embed(each.tables(), x, w, y);
        exact.embed(each.tables(), x, w, y);
        assertThat(floats(tested, y)).as("%s", each).isEqualTo(floats(exact, y));
        memory.assertChangedOnly(each.toString(), tested, y);
      }
    }
  }

  @Test
  default void gradientOfAVectorIsTheSumOverItsRows() {
    for (Case each : CASES) {
      TestMemory memory = new TestMemory(each.rows());
      Matrix x = memory.window(Region.INPUT, each.rows(), each.plain() + each.tables().size());
      Matrix dy = memory.window(Region.ACTIVATIONS, each.rows(), each.outputs());
      Matrix dw = weights(memory, Region.GRADIENT, each);
      memory.fill(x, each::cell);
      try (Workspace tested = memory.open(device());
          ReferenceWorkspace exact = memory.openReference();
          ReferenceWorkspace sizes = memory.openMagnitudes()) {
        for (Workspace on : List.of(tested, exact, sizes)) {
          on.embeddingGradient(each.tables(), x, dy, dw);
        }
        double[] errors = Rounding.sum(each.rows(), sizes.read(dw));
        Rounding.assertClose(each.toString(), tested, dw, exact.read(dw), errors);
        memory.assertChangedOnly(each.toString(), tested, dw);
      }
    }
  }

  /** Rows are added in their order, so that nothing is left to choose. */
  static void requireBitsOfTheCpu(Device device) {
    for (Case each : CASES) {
      TestMemory memory = new TestMemory(each.rows());
      Matrix x = memory.window(Region.INPUT, each.rows(), each.plain() + each.tables().size());
      Matrix dy = memory.window(Region.ACTIVATIONS, each.rows(), each.outputs());
      Matrix dw = weights(memory, Region.GRADIENT, each);
      memory.fill(x, each::cell);
      try (Workspace tested = memory.open(device);
          Workspace cpu = memory.open(new CpuDevice())) {
        tested.embeddingGradient(each.tables(), x, dy, dw);
        cpu.embeddingGradient(each.tables(), x, dy, dw);
        assertThat(floats(tested, dw)).as("%s", each).isEqualTo(floats(cpu, dw));
      }
    }
  }

  @Test
  default void shapesOfAnEmbeddingAreChecked() {
    List<EmbeddingTable> tables = List.of(new EmbeddingTable(3, 2));
    try (Workspace tested = device().open(new Footprint(6, 100))) {
      tested.bind(Region.INPUT, new float[20]);
      tested.bind(Region.WEIGHTS, new float[6]);
      Matrix x = new Matrix(Region.INPUT, 0, 4, 3);
      Matrix w = new Matrix(Region.WEIGHTS, 0, 1, 6);
      Matrix y = new Matrix(Region.ACTIVATIONS, 0, 4, 4);
      tested.embed(tables, x, w, y);
      for (Matrix wrong :
          List.of(
              new Matrix(Region.ACTIVATIONS, 0, 4, 5), new Matrix(Region.ACTIVATIONS, 0, 3, 4))) {
        assertThatThrownBy(() -> tested.embed(tables, x, w, wrong))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("shapes do not fit in embed");
      }
      assertThatThrownBy(() -> tested.embed(tables, x, new Matrix(Region.WEIGHTS, 0, 1, 5), y))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Matrix weights(TestMemory memory, Region region, Case each) {
    return memory.window(region, 1, each.floats());
  }

  private static float[] floats(Workspace workspace, Matrix window) {
    float[] floats = new float[window.size()];
    workspace.read(window, floats);
    return floats;
  }
}
