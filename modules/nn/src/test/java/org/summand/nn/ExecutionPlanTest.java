package org.summand.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.compute.Device;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Workspace;
import org.summand.compute.cpu.CpuDevice;

class ExecutionPlanTest {
  private static final String[] NETWORKS = {
    "3 -> 2 linear",
    "3 -> 7 relu -> 2 softmax",
    "9 -> 2 gelu -> 8 gelu -> 1 sigmoid",
    "3 -> dropout 0.5 -> 4 gelu -> dropout 0.5 -> 11 tanh -> dropout 0.1 -> 2 huber",
    "4 -> embed 5x2 -> bins 3 2 by 4 -> scale -> ensemble 3 -> 4 relu -> 2 softmax",
    "2 -> 3 -> 4 relu -> 5 gelu -> 6 tanh -> 5 sigmoid -> 4 leaky_relu -> 12 linear"
  };

  /**
   * Each operation finds in its operands what one earlier operation wrote there, whole: nothing
   * else was written over any part of it in between.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5})
  void noWindowIsWrittenOverWhileItsContentIsNeeded(int rows) {
    for (String text : NETWORKS) {
      Network network = Network.parse(text);
      ExecutionPlan plan = ExecutionPlan.training(network, 5);
      WindowGuard on = new WindowGuard(plan.footprint());

      on.gather(new int[rows], new Matrix(Region.INPUT, 0, 1, network.inputs()), plan.batch(rows));
      Matrix targets = new Matrix(Region.TARGET, 0, 1, network.targets() + 1);
      on.gather(new int[rows], targets, plan.targets(rows));
      plan.forward(on, plan.batch(rows), 1);
      plan.backward(on, 0, plan.batch(rows), plan.targets(rows), 1);

      // Both were gathered once and must last to the end.
      on.requireWhole(plan.batch(rows));
      on.requireWhole(plan.targets(rows));
    }
  }

  @Test
  void noInferenceWindowIsWrittenOverWhileItsContentIsNeeded() {
    for (String text : NETWORKS) {
      Network network = Network.parse(text);
      ExecutionPlan plan = ExecutionPlan.inference(network, 5);
      WindowGuard on = new WindowGuard(plan.footprint());
      Matrix targets = new Matrix(Region.TARGET, 0, 1, network.targets() + 1);

      on.gather(new int[5], targets, plan.targets(5));
      plan.forward(on, new Matrix(Region.INPUT, 0, 5, network.inputs()), 0);
      on.loss(network.loss(), plan.outputs(5), plan.targets(5), plan.outputGradient(5));

      on.requireWhole(plan.outputs(5));
    }
  }

  @Test
  void inferenceKnowsNoDropout() {
    Network with = Network.parse("3 -> dropout 0.5 -> 5 tanh -> dropout 0.9 -> 2 linear");
    Network without = Network.parse("3 -> 5 tanh -> 2 linear");
    float[] weights = RandomRows.weights(without, 4);
    RandomRows rows = RandomRows.of(without, 8, 2);

    float[] outputs = outputs(ExecutionPlan.inference(with, 8), rows, weights, 1);
    assertThat(outputs).isEqualTo(outputs(ExecutionPlan.inference(without, 8), rows, weights, 2));
    assertThat(outputs(ExecutionPlan.training(with, 8), rows, weights, 1)).isNotEqualTo(outputs);
  }

  @Test
  void dropoutDependsOnTheKeyAlone() {
    Network network = Network.parse("3 -> dropout 0.5 -> 5 tanh -> 2 linear");
    float[] weights = RandomRows.weights(network, 4);
    RandomRows rows = RandomRows.of(network, 8, 2);
    ExecutionPlan plan = ExecutionPlan.training(network, 8);

    float[] outputs = outputs(plan, rows, weights, 1);
    assertThat(outputs(plan, rows, weights, 1)).isEqualTo(outputs);
    assertThat(outputs(plan, rows, weights, 2)).isNotEqualTo(outputs);
  }

  /** Two layers of one shape would drop the same elements if they shared a key. */
  @Test
  void dropoutLayersDropDifferentElements() {
    Network network = Network.parse("64 -> dropout 0.5 -> dropout 0.5 -> 1 linear");
    float[] weights = new float[65];
    Arrays.fill(weights, 0, 64, 1);
    float[] ones = new float[64];
    Arrays.fill(ones, 1);
    RandomRows rows = new RandomRows(network, 1, ones, new float[2]);

    float kept = outputs(ExecutionPlan.training(network, 1), rows, weights, 6)[0];

    // Of 64, a quarter passes both, each as 4: 64 with a deviation of 4·√12 = 14. With one mask it
    // would be half of them, 128.
    assertThat(kept).isBetween(64 - 3 * 14f, 64 + 3 * 14f);
  }

  /** Sums of 10 rows in blocks of 4 differ from those in one block in their rounding only. */
  @Test
  void gradientAddsUpOverBlocks() {
    Network network = Network.parse("3 -> 6 gelu -> 4 tanh -> 2 softmax");
    float[] weights = RandomRows.weights(network, 4);
    RandomRows rows = RandomRows.of(network, 10, 2);

    float[] whole = new float[network.weightCount()];
    final double wholeLoss = gradient(ExecutionPlan.training(network, 10), rows, weights, whole);
    float[] blocks = new float[network.weightCount()];
    double blocksLoss = gradient(ExecutionPlan.training(network, 4), rows, weights, blocks);

    // Ten terms of size 1 or 2, each rounded to 6·10⁻⁸ of the sum.
    assertThat(blocks).usingComparatorWithPrecision(2e-6f).containsExactly(whole);
    assertThat(blocksLoss).isCloseTo(wholeLoss, within(2e-6));
  }

  @Test
  void moreRowsThanPlannedAreRefusedInWords() {
    ExecutionPlan plan = ExecutionPlan.training(Network.parse("3 -> 2 linear"), 4);
    assertThatThrownBy(() -> plan.batch(5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a block of 5 rows in a plan for at most 4");
  }

  @Test
  void moreActivationsThanAnArrayHoldsAreRefusedInWords() {
    Network network = Network.parse("3 -> 100000 relu -> 2 linear");
    assertThatThrownBy(() -> ExecutionPlan.training(network, 100_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a block of 100000 rows needs more activations than one array holds");
  }

  /** A row takes n floats for its outputs, n for their gradient, n + 1 for targets and weight. */
  @Test
  void asManyActivationsAsOneArrayHoldsAreTheMost() {
    int n = (Integer.MAX_VALUE - 1) / 3;
    ExecutionPlan largest = ExecutionPlan.inference(Network.parse("1 -> " + n + " linear"), 1);
    assertThat(largest.footprint().activations()).isEqualTo(Integer.MAX_VALUE);
    Network larger = Network.parse("1 -> " + (n + 1) + " linear");
    assertThatThrownBy(() -> ExecutionPlan.inference(larger, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a block of 1 rows needs more activations than one array holds");
  }

  @Test
  void inferenceHasNoWayBack() {
    ExecutionPlan plan = ExecutionPlan.inference(Network.parse("3 -> 2 linear"), 4);
    WindowGuard on = new WindowGuard(plan.footprint());
    Matrix x = new Matrix(Region.INPUT, 0, 4, 3);
    assertThatThrownBy(() -> plan.backward(on, 0, x, plan.targets(4), 0))
        .isInstanceOf(IllegalStateException.class);
  }

  private static float[] outputs(ExecutionPlan plan, RandomRows rows, float[] weights, long key) {
    try (Device device = new CpuDevice();
        Workspace on = device.open(plan.footprint())) {
      on.bind(Region.INPUT, rows.features());
      on.bind(Region.WEIGHTS, weights);
      plan.forward(on, new Matrix(Region.INPUT, 0, rows.count(), rows.network().inputs()), key);
      Matrix outputs = plan.outputs(rows.count());
      float[] read = new float[outputs.size()];
      on.read(outputs, read);
      return read;
    }
  }

  private static double gradient(
      ExecutionPlan plan, RandomRows rows, float[] weights, float[] into) {
    int inputs = rows.network().inputs();
    int cols = rows.network().targets() + 1;
    double loss = 0;
    try (Device device = new CpuDevice();
        Workspace on = device.open(plan.footprint())) {
      on.bind(Region.INPUT, rows.features());
      on.bind(Region.TARGET, rows.targets());
      on.bind(Region.WEIGHTS, weights);
      for (int from = 0; from < rows.count(); from += plan.capacity()) {
        int count = Math.min(plan.capacity(), rows.count() - from);
        Matrix x = new Matrix(Region.INPUT, from * inputs, count, inputs);
        Matrix target = new Matrix(Region.TARGET, from * cols, count, cols);
        plan.forward(on, x, 0);
        loss += plan.backward(on, 0, x, target, 0);
      }
      System.arraycopy(on.takeGradient(), 0, into, 0, into.length);
    }
    return loss;
  }
}
