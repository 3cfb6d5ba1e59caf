package org.summand.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The part of {@link DeviceContract} on repeatability, threads, binding and misuse. */
interface RulesContract {
  Device device();

  @Test
  default void deviceSaysWhatItIs() {
    assertThat(device().name()).isNotBlank().isLowerCase().doesNotContain(" ");
    assertThat(device().description()).isNotBlank();
  }

  @Test
  default void sameStepHasTheSameBitsAgainAndInAnotherWorkspace() {
    SmallStep step = new SmallStep();
    try (Workspace one = step.memory.open(device());
        Workspace other = step.memory.open(device())) {
      float[] first = step.run(one);
      assertThat(bits(step.run(one))).as("again").isEqualTo(bits(first));
      assertThat(bits(step.run(other))).as("another workspace").isEqualTo(bits(first));
    }
  }

  @Test
  default void anArrayThatChangedIsReadAnewWhenItIsBoundAgain() {
    Matrix from = new Matrix(Region.INPUT, 0, 2, 2);
    Matrix to = new Matrix(Region.ACTIVATIONS, 0, 2, 2);
    float[] host = {1, 2, 3, 4};
    float[] read = new float[4];
    try (Workspace workspace = device().open(new Footprint(1, 4))) {
      workspace.bind(Region.INPUT, host);
      workspace.gather(new int[] {1, 0}, from, to);
      host[0] = 9;
      workspace.bind(Region.INPUT, host);
      workspace.gather(new int[] {1, 0}, from, to);
      workspace.read(to, read);
    }
    assertThat(read).containsExactly(3, 4, 9, 2);
  }

  @Test
  default void fourThreadsComputeTheBitsOfOne() throws Exception {
    SmallStep step = new SmallStep();
    int[] alone;
    try (Workspace workspace = step.memory.open(device())) {
      alone = bits(step.run(workspace));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<int[]>>> results = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        results.add(threads.submit(() -> tenTimes(step)));
      }
      for (Future<List<int[]>> result : results) {
        assertThat(result.get()).hasSize(10).allMatch(bits -> Arrays.equals(bits, alone));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private List<int[]> tenTimes(SmallStep step) {
    List<int[]> results = new ArrayList<>();
    try (Workspace workspace = step.memory.open(device())) {
      for (int i = 0; i < 10; i++) {
        results.add(bits(step.run(workspace)));
      }
    }
    return results;
  }

  @Test
  default void weightsBoundAgainAreReadAgain() {
    Matrix x = new Matrix(Region.INPUT, 0, 1, 1);
    Matrix w = new Matrix(Region.WEIGHTS, 0, 1, 1);
    Matrix b = new Matrix(Region.WEIGHTS, 1, 1, 1);
    Matrix y = new Matrix(Region.ACTIVATIONS, 0, 1, 1);
    float[] weights = {2, 3};
    float[] result = new float[1];
    try (Workspace tested = device().open(new Footprint(2, 1))) {
      tested.bind(Region.INPUT, new float[] {10});
      tested.bind(Region.WEIGHTS, weights);
      tested.affine(x, w, b, Activation.IDENTITY, y, y);
      tested.read(y, result);
      assertThat(result).containsExactly(23);
      // The array of the step before, with the weights of this one.
      weights[0] = 4;
      tested.bind(Region.WEIGHTS, weights);
      tested.affine(x, w, b, Activation.IDENTITY, y, y);
      tested.read(y, result);
      assertThat(result).containsExactly(43);
      tested.bind(Region.INPUT, new float[] {100, 7});
      tested.affine(x, w, b, Activation.IDENTITY, y, y);
      tested.read(y, result);
      assertThat(result).containsExactly(403);
    }
  }

  @Test
  default void regionsOfTheWorkspaceAreNotBound() {
    try (Workspace tested = device().open(new Footprint(2, 2))) {
      for (Region region : List.of(Region.ACTIVATIONS, Region.GRADIENT)) {
        assertThatIllegalArgumentException()
            .as(region.name())
            .isThrownBy(() -> tested.bind(region, new float[2]))
            .withMessageContaining(region.name());
      }
    }
  }

  @Test
  default void whatIsNotBoundIsMissed() {
    try (Workspace tested = device().open(new Footprint(2, 2))) {
      Matrix x = new Matrix(Region.INPUT, 0, 2, 1);
      Matrix to = new Matrix(Region.ACTIVATIONS, 0, 2, 1);
      assertThatIllegalStateException()
          .isThrownBy(() -> tested.gather(new int[] {0, 1}, x, to))
          .withMessageContaining("INPUT");
    }
  }

  @Test
  default void windowsBehindTheirRegionAreRefused() {
    try (Workspace tested = device().open(new Footprint(4, 6))) {
      tested.bind(Region.INPUT, new float[6]);
      Matrix inside = new Matrix(Region.ACTIVATIONS, 0, 2, 3);
      Matrix behind = new Matrix(Region.ACTIVATIONS, 1, 2, 3);
      Matrix input = new Matrix(Region.INPUT, 0, 2, 3);
      Matrix behindInput = new Matrix(Region.INPUT, 3, 2, 3);
      int[] rows = {0, 1};
      assertThatIllegalArgumentException().isThrownBy(() -> tested.read(behind, new float[6]));
      assertThatIllegalArgumentException().isThrownBy(() -> tested.gather(rows, input, behind));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tested.gather(rows, behindInput, inside));
      assertThatIllegalArgumentException().isThrownBy(() -> tested.dropout(1, 0.5f, input, behind));
    }
  }

  @Test
  default void shapesThatDoNotFitAreRefusedAndChangeNothing() {
    TestMemory memory = new TestMemory(20);
    Matrix x = memory.window(Region.INPUT, 5, 3);
    Matrix target = memory.window(Region.TARGET, 5, 2);
    Matrix w = memory.window(Region.WEIGHTS, 3, 4);
    Matrix wT = memory.window(Region.WEIGHTS, 4, 3);
    Matrix b = memory.window(Region.WEIGHTS, 1, 4);
    Matrix bT = memory.window(Region.WEIGHTS, 4, 1);
    Matrix z = memory.window(Region.ACTIVATIONS, 5, 4);
    Matrix dz = memory.window(Region.ACTIVATIONS, 5, 4);
    Matrix dx = memory.window(Region.ACTIVATIONS, 5, 3);
    Matrix dw = memory.window(Region.GRADIENT, 3, 4);
    Matrix dwT = memory.window(Region.GRADIENT, 4, 3);
    Matrix db = memory.window(Region.GRADIENT, 1, 4);
    Activation f = Activation.IDENTITY;
    Loss softmax = Loss.SOFTMAX_CROSS_ENTROPY;
    Map<String, Consumer<Workspace>> misuses = new LinkedHashMap<>();
    misuses.put("affine: w", o -> o.affine(x, wT, b, f, z, z));
    misuses.put("affine: b is a column", o -> o.affine(x, w, bT, f, z, z));
    misuses.put("affine: b of two rows", o -> o.affine(x, w, dw.slice(0, 2), f, z, z));
    misuses.put("affine: z", o -> o.affine(x, w, b, f, z.slice(0, 4), z));
    misuses.put("affine: y", o -> o.affine(x, w, b, f, z, dx));
    misuses.put("activationGradient: y", o -> o.activationGradient(f, z, dx, dz));
    misuses.put("activationGradient: z", o -> o.activationGradient(f, z.slice(0, 4), z, dz));
    misuses.put("dropout", o -> o.dropout(1, 0.5f, x, z));
    misuses.put("dw: rows", o -> o.weightGradient(x.slice(0, 4), dz, dw));
    misuses.put("dw: turned", o -> o.weightGradient(x, dz, dwT));
    misuses.put("db: of two rows", o -> o.biasGradient(dz, dw.slice(0, 2)));
    misuses.put("db: columns", o -> o.biasGradient(x, db));
    misuses.put("dx: w turned", o -> o.inputGradient(dz, wT, dx));
    misuses.put("dx: rows", o -> o.inputGradient(dz, w, dx.slice(0, 4)));
    misuses.put("loss: no weight", o -> o.loss(Loss.HUBER, z, target, dz));
    misuses.put("loss: rows", o -> o.loss(softmax, z, target.slice(0, 4), dz));
    misuses.put("loss: dz", o -> o.loss(softmax, z, target, dx));
    misuses.put("gather: rows", o -> o.gather(new int[] {0, 1}, x, dx));
    misuses.put("gather: columns", o -> o.gather(new int[] {0, 1, 2, 3, 4}, x, z));
    misuses.put("gather: before the first row", o -> o.gather(new int[] {-1}, x, dx.slice(0, 1)));
    misuses.put("gather: behind the last row", o -> o.gather(new int[] {5}, x, dx.slice(0, 1)));
    misuses.put("read: short array", o -> o.read(z, new float[19]));
    assertRefused(memory, misuses);
  }

  @Test
  default void resultsOverOperandsAreRefusedAndChangeNothing() {
    TestMemory memory = new TestMemory(21);
    Matrix target = memory.window(Region.TARGET, 4, 2);
    Matrix w = memory.window(Region.WEIGHTS, 4, 4);
    Matrix b = memory.window(Region.WEIGHTS, 1, 4);
    Matrix all = memory.window(Region.ACTIVATIONS, 12, 4);
    Matrix x = all.slice(0, 4);
    Matrix halfX = all.slice(2, 4);
    Matrix z = all.slice(4, 4);
    Matrix halfZ = all.slice(7, 4);
    Matrix y = all.slice(8, 4);
    Activation f = Activation.IDENTITY;
    Map<String, Consumer<Workspace>> misuses = new LinkedHashMap<>();
    misuses.put("affine: z on x", o -> o.affine(x, w, b, f, x, y));
    misuses.put("affine: y on x", o -> o.affine(x, w, b, f, z, x));
    misuses.put("affine: y on half of x", o -> o.affine(x, w, b, f, z, halfX));
    misuses.put("affine: y on half of z", o -> o.affine(x, w, b, f, z, halfZ));
    misuses.put("affine: z on w", o -> o.affine(x, z, b, f, z, y));
    misuses.put("affine: GELU in place", o -> o.affine(x, w, b, Activation.GELU, z, z));
    misuses.put(
        "activationGradient: GELU without z", o -> o.activationGradient(Activation.GELU, z, z, y));
    misuses.put("activationGradient: dy on y", o -> o.activationGradient(f, x, y, y));
    misuses.put("activationGradient: dy on half of z", o -> o.activationGradient(f, z, z, halfZ));
    misuses.put("dropout in place", o -> o.dropout(1, 0.5f, x, x));
    misuses.put("gather in place", o -> o.gather(new int[] {3, 2, 1, 0}, x, x));
    misuses.put("dw on x", o -> o.weightGradient(x, z, x));
    misuses.put("dw on half of dz", o -> o.weightGradient(x, z, halfZ));
    misuses.put("db on dz", o -> o.biasGradient(x, x.slice(1, 1)));
    misuses.put("dx on dz", o -> o.inputGradient(x, w, x));
    misuses.put("dx on w", o -> o.inputGradient(x, z, z));
    misuses.put("dz on z", o -> o.loss(Loss.SOFTMAX_CROSS_ENTROPY, x, target, x));
    assertRefused(memory, misuses);
  }

  private void assertRefused(TestMemory memory, Map<String, Consumer<Workspace>> misuses) {
    try (Workspace tested = memory.open(device())) {
      misuses.forEach(
          (what, misuse) ->
              assertThatExceptionOfType(IllegalArgumentException.class)
                  .as(what)
                  .isThrownBy(() -> misuse.accept(tested)));
      memory.assertChangedOnly("after refusals", tested);
    }
  }

  private static int[] bits(float[] floats) {
    int[] bits = new int[floats.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(floats[i]);
    }
    return bits;
  }
}
