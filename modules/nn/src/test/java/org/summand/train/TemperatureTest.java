package org.summand.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.compute.Device;
import org.summand.compute.Matrix;
import org.summand.compute.Region;
import org.summand.compute.Workspace;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.Folds;
import org.summand.data.Shard;
import org.summand.nn.ExecutionPlan;
import org.summand.nn.Layer;
import org.summand.nn.Network;
import org.summand.nn.RandomRows;
import org.summand.train.metric.ProbabilityMetrics;

class TemperatureTest {
  private static final int ROWS = 500;

  /** Raw outputs from −5 to 5 that any language makes of integers alike. */
  private static float z(int row, int output) {
    return (float) ((row * (7919 + output * 1047) + output * 104729) % 2003) / 200f - 5f;
  }

  /** Rows of which a third is anything, though the outputs are sure of them. */
  private static Shard rows(Network network) {
    int inputs = network.inputs();
    float[] x = new float[ROWS * inputs];
    float[] targets = new float[2 * ROWS];
    for (int row = 0; row < ROWS; row++) {
      int largest = 0;
      for (int c = 0; c < inputs; c++) {
        x[row * inputs + c] = z(row, c);
        largest = z(row, c) > z(row, largest) ? c : largest;
      }
      int right = network.outputs() > 1 ? largest : z(row, 0) > 0 ? 1 : 0;
      targets[2 * row] = row % 3 == 0 ? row / 3 % network.classes() : right;
      targets[2 * row + 1] = 0.5f + (row % 5) / 4f;
    }
    return new Shard(0, ROWS, x, targets);
  }

  /** With which a network answers its inputs, and a second member half of them, mirrored. */
  private static float[] weights(Network network) {
    int n = network.inputs();
    int heads = network.members();
    int head = heads * (n * n + n);
    float[] weights = new float[network.weightCount()];
    Arrays.fill(weights, 0, weights.length - head, 1);
    for (int i = 0; i < n; i++) {
      weights[weights.length - head + i * n + i] = 1;
      if (heads > 1) {
        weights[weights.length - head + n * n + i * n + n - 1 - i] = 0.5f;
      }
    }
    return weights;
  }

  private static ProbabilityMetrics metrics(Network network, Shard rows, float[] weights) {
    try (Device device = new CpuDevice()) {
      return ShardEvaluation.of(
              network, Folds.NONE, device, rows, weights, Evaluation.Detail.PROBABILITIES)
          .probabilities()
          .orElseThrow();
    }
  }

  private static Temperature fit(Network network, Shard rows, float[] weights) {
    return Temperature.fit(t -> metrics(network, rows, Temperature.divide(network, weights, t)));
  }

  /** Expected are T and log loss by SciPy 1's minimize_scalar of the formulas in NumPy. */
  @ParameterizedTest
  @CsvSource({
    "3 -> 3 softmax,2.4773628775923395,0.8063374940194862,1.055079854253447",
    "1 -> 1 sigmoid,1.9787405670036595,0.510404013086516,0.5924758399812147",
    "3 -> ensemble 2 -> 3 softmax,1.6170645591823871,0.8668261528404937,0.9008821261735382"
  })
  void agreesWithSciPy(String text, double temperature, double after, double before) {
    Network network = Network.parse(text);
    Temperature found = fit(network, rows(network), weights(network));
    assertThat(found.value()).isCloseTo(temperature, within(0.002 * temperature));
    assertThat(found.after().logLoss()).isCloseTo(after, within(1e-5));
    assertThat(found.before().logLoss()).isCloseTo(before, within(1e-6));
    assertThat(found.after().calibrationError()).isLessThan(found.before().calibrationError());
  }

  @Test
  void whatIsCalibratedAlreadyStaysSo() {
    Network network = Network.parse("3 -> 3 softmax");
    Shard rows = rows(network);
    float[] once = Temperature.divide(network, weights(network), 2.4773628775923395);
    assertThat(fit(network, rows, once).value()).isCloseTo(1, within(0.002));
  }

  /** All rows right: surer would always be better. */
  @Test
  void aLossThatFallsWithoutEndLeavesTheNetworkAsItIs() {
    Network network = Network.parse("3 -> 3 softmax");
    Shard rows = new Shard(0, 2, new float[] {1, 0, 0, 0, 0, 1}, new float[] {0, 1, 2, 1});
    Temperature found = fit(network, rows, weights(network));
    assertThat(found.value()).isEqualTo(1);
    assertThat(found.after()).isSameAs(found.before());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3 -> 4 relu -> 3 softmax",
        "3 -> 1 sigmoid",
        "3 -> ensemble 2 -> 4 relu -> 3 softmax",
        "3 -> bag 2 -> 4 relu -> 3 softmax"
      })
  void outputsAreDividedWhatIsBelowIsNot(String text) {
    Network network = Network.parse(text);
    float[] weights = RandomRows.weights(network, 3);
    float[] divided = Temperature.divide(network, weights, 1.7);
    RandomRows rows = RandomRows.of(network, 5, 3);
    int outputs = network.outputs() * network.members();
    float[] before = allOutputs(network, rows, weights);
    float[] after = allOutputs(network, rows, divided);
    for (int i = 0; i < 5 * outputs; i++) {
      assertThat(after[i]).isCloseTo(before[i] / 1.7f, within(1e-6f));
    }
    int changed = 0;
    for (int i = 0; i < weights.length; i++) {
      changed += divided[i] == weights[i] ? 0 : 1;
    }
    Layer last = network.layers().get(network.layers().size() - 1);
    assertThat(changed).isEqualTo(network.bag() * last.weightCount());
    assertThat(Temperature.divide(network, weights, 1)).containsExactly(weights);
  }

  /** Of each member, as they come before their mean is taken. */
  private static float[] allOutputs(Network network, RandomRows rows, float[] weights) {
    ExecutionPlan plan = ExecutionPlan.inference(network, rows.count());
    try (Device device = new CpuDevice();
        Workspace workspace = device.open(plan.footprint())) {
      workspace.bind(Region.INPUT, rows.features());
      workspace.bind(Region.WEIGHTS, weights);
      plan.forward(workspace, new Matrix(Region.INPUT, 0, rows.count(), network.inputs()), 0);
      Matrix outputs = plan.outputs(rows.count());
      float[] z = new float[outputs.size()];
      workspace.read(outputs, z);
      return z;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"3 -> 4 relu -> 3 softmax", "3 -> 1 sigmoid", "3 -> bag 2 -> 4 relu -> 3 softmax"})
  void weightsThatWereDividedAreKnown(String text) {
    Network network = Network.parse(text);
    float[] weights = RandomRows.weights(network, 3);
    float[] divided = Temperature.divide(network, weights, 1.7);
    assertThat(Temperature.isDivided(network, divided, weights)).isTrue();
    assertThat(Temperature.isDivided(network, weights, weights)).isTrue();
    float[] negative = Temperature.divide(network, weights, -1);
    assertThat(Temperature.isDivided(network, negative, weights)).isFalse();
    for (int i = 0; i < weights.length; i++) {
      float[] other = divided.clone();
      other[i] *= 1.00001f;
      assertThat(Temperature.isDivided(network, other, weights)).as("weight %d", i).isFalse();
    }
    assertThat(Temperature.isDivided(network, new float[weights.length], weights)).isFalse();
    assertThat(Temperature.isDivided(network, new float[3], weights)).isFalse();
  }
}
