package org.summand.train.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.summand.compute.Device;
import org.summand.compute.DeviceException;
import org.summand.compute.Footprint;
import org.summand.compute.Workspace;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.nn.Scorer;
import org.summand.train.Evaluation;
import org.summand.train.ShardEvaluation;

/** A device that fails in the middle of a step leaves the step right. */
class FailingDeviceTest {
  private static final Network NETWORK = Network.parse("3 -> 4 tanh -> 2 softmax");
  private static final MiniBatches BATCHES = new MiniBatches(new int[] {6, 6}, 12, 1);

  /** The CPU, except that its first workspaces fail at an operation. */
  private static final class Failing implements Device {
    private final String operation;
    private int failures;
    private final List<String> closed = new ArrayList<>();

    Failing(String operation, int failures) {
      this.operation = operation;
      this.failures = failures;
    }

    @Override
    public String name() {
      return "failing";
    }

    @Override
    public String description() {
      return "fails";
    }

    @Override
    public Workspace open(Footprint footprint) {
      Workspace cpu = new CpuDevice().open(footprint);
      boolean fails = failures-- > 0;
      return (Workspace)
          Proxy.newProxyInstance(
              Workspace.class.getClassLoader(),
              new Class<?>[] {Workspace.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("close")) {
                  closed.add("workspace");
                }
                if (fails && method.getName().equals(operation)) {
                  throw new DeviceException("lost at " + operation);
                }
                try {
                  return method.invoke(cpu, arguments);
                } catch (InvocationTargetException thrown) {
                  throw thrown.getCause();
                }
              });
    }
  }

  private static Shard shard() {
    float[] features = new float[18];
    float[] targets = new float[12];
    for (int i = 0; i < 18; i++) {
      features[i] = i % 5 - 2;
    }
    for (int r = 0; r < 6; r++) {
      targets[2 * r] = r % 2;
      targets[2 * r + 1] = 1;
    }
    return new Shard(0, 6, features, targets);
  }

  @Test
  void aPartialGradientLeftUnfinishedIsComputedAgain() {
    float[] weights = NETWORK.initialWeights(1);
    Gradient expected;
    try (ShardGradients cpu = new ShardGradients(NETWORK, BATCHES, new CpuDevice())) {
      expected = cpu.at(shard(), weights, 1, true);
    }
    for (String operation : List.of("bind", "affine", "loss", "inputGradient", "takeGradient")) {
      Failing device = new Failing(operation, 2);
      try (ShardGradients gradients = new ShardGradients(NETWORK, BATCHES, device)) {
        Gradient actual = gradients.at(shard(), weights, 1, true);
        assertThat(actual.sums()).as(operation).isEqualTo(expected.sums());
        assertThat(actual.loss()).as(operation).isEqualTo(expected.loss());
        assertThat(device.closed).as("the failed ones are closed").hasSize(2);
      }
    }
  }

  @Test
  void workspacesOfAClosedSourceAreClosed() {
    Failing device = new Failing("nothing", 0);
    MiniBatches batches = new MiniBatches(new int[] {6}, 6, 1);
    try (LocalGradientSource source =
        new LocalGradientSource(NETWORK, List.of(shard()), batches, device)) {
      source.at(NETWORK.initialWeights(1), 1);
      assertThat(device.closed).isEmpty();
    }
    assertThat(device.closed).hasSize(1);
  }

  @Test
  void answersLeftUnfinishedAreComputedAgain() {
    float[] weights = NETWORK.initialWeights(1);
    float[] expected = new float[12];
    try (Scorer cpu = new Scorer(NETWORK, new CpuDevice(), 4)) {
      cpu.rawOutputs(weights, shard().features(), 6, expected);
    }
    for (String operation : List.of("bind", "affine", "read")) {
      Failing device = new Failing(operation, 2);
      float[] actual = new float[12];
      try (Scorer scorer = new Scorer(NETWORK, device, 4)) {
        scorer.rawOutputs(weights, shard().features(), 6, actual);
        assertThat(actual).as(operation).isEqualTo(expected);
        assertThat(device.closed).as("the failed ones are closed").hasSize(2);
      }
      assertThat(device.closed).as("and in the end the last").hasSize(3);
    }
  }

  @Test
  void evaluationLeftUnfinishedIsDoneAgain() {
    float[] weights = NETWORK.initialWeights(1);
    Evaluation expected = ShardEvaluation.of(NETWORK, new CpuDevice(), shard(), weights);
    Evaluation actual = ShardEvaluation.of(NETWORK, new Failing("loss", 2), shard(), weights);
    assertThat(actual.loss()).isEqualTo(expected.loss());
    assertThat(actual.accuracy()).isEqualTo(expected.accuracy());
  }
}
