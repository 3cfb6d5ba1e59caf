package org.summand.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.summand.compute.Device;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.MiniBatches;
import org.summand.data.Shard;
import org.summand.nn.Network;
import org.summand.nn.Parameter;
import org.summand.train.gradient.Gradient;
import org.summand.train.gradient.ShardGradient;
import org.summand.train.optim.Adagrad;
import org.summand.train.optim.Adam;
import org.summand.train.optim.ClippedByNorm;
import org.summand.train.optim.L2;
import org.summand.train.optim.Momentum;
import org.summand.train.optim.Optimizer;
import org.summand.train.optim.RmsProp;
import org.summand.train.optim.Sgd;
import org.summand.train.optim.TrainingState;
import org.summand.train.optim.WeightDecay;

/** Ten steps from the same start on the same batches as PyTorch; see make_training.py. */
class TrainingMatchesPyTorchTest {
  /**
   * PyTorch's own float32 run ends within 10⁻⁵ of its float64 run in every case, which the script
   * asserts; ours is float32 as well and must do as well.
   */
  private static final double TOLERANCE = 1e-5;

  /** Hyper-parameters that mean “off”. */
  private static final double OFF = 0;

  static Stream<Named<JsonNode>> cases() throws IOException {
    try (InputStream in =
        TrainingMatchesPyTorchTest.class.getResourceAsStream("/org/summand/golden/training.json")) {
      JsonNode cases = new ObjectMapper().readTree(in).get("cases");
      return StreamSupport.stream(cases.spliterator(), false)
          .map(c -> Named.of(c.get("name").asText(), c));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lossesGradientAndWeightsAreThoseOfPyTorch(JsonNode golden) {
    Network network =
        Network.parse(golden.get("network").asText())
            .smoothed((float) golden.path("labelSmoothing").asDouble(OFF));
    Optimizer optimizer = optimizer(golden.get("optimizer"), network.parameters());
    TrainingState state = TrainingState.initial(floats(golden.get("initialWeights")), optimizer);
    int steps = golden.get("rateSchedule").size();
    for (int step = 0; step < steps; step++) {
      Gradient gradient = gradient(network, batch(golden, network, step), state.weights());
      assertThat(gradient.meanLoss())
          .as("loss of step %d", step + 1)
          .isCloseTo(golden.get("lossesDouble").get(step).asDouble(), within(TOLERANCE));
      float[] mean = gradient.takeMean();
      if (step == 0) {
        requireClose("gradient", mean, golden.get("firstGradient"));
      }
      float rate = (float) golden.get("rateSchedule").get(step).asDouble();
      state = optimizer.step(state, mean, rate);
    }
    assertThat(state.step()).isEqualTo(steps).isEqualTo(10);
    requireClose("weights", state.weights(), golden.get("finalWeights"));
  }

  private static Optimizer optimizer(JsonNode spec, List<Parameter> parameters) {
    String name = spec.get("name").asText();
    Optimizer rule =
        switch (name) {
          case "sgd" -> new Sgd();
          case "momentum", "nesterov" ->
              new Momentum(number(spec, "momentum"), name.equals("nesterov"));
          case "adagrad" -> new Adagrad(number(spec, "epsilon"));
          case "rmsprop" -> new RmsProp(number(spec, "decay"), number(spec, "epsilon"));
          case "adam", "adamw" ->
              new Adam(number(spec, "beta1"), number(spec, "beta2"), number(spec, "epsilon"));
          default -> throw new AssertionError("no optimiser for " + spec);
        };
    if (number(spec, "weightDecay") != OFF) {
      rule = new WeightDecay(rule, number(spec, "weightDecay"), parameters);
    }
    if (number(spec, "l2") != OFF) {
      rule = new L2(rule, number(spec, "l2"), parameters);
    }
    // Outermost, because the gradient is clipped before the penalty is added.
    return number(spec, "clipNorm") != OFF
        ? new ClippedByNorm(rule, number(spec, "clipNorm"))
        : rule;
  }

  private static float number(JsonNode spec, String name) {
    return (float) spec.path(name).asDouble(OFF);
  }

  /** The rows of one step as a shard of their own, of which one batch takes all. */
  private static Shard batch(JsonNode golden, Network network, int step) {
    int rows = golden.get("rows").get(step).asInt();
    JsonNode target = golden.get("target").get(step);
    JsonNode rowWeight = golden.get("rowWeight").get(step);
    int cols = network.targets() + 1;
    float[] targets = new float[rows * cols];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols - 1; c++) {
        targets[r * cols + c] = (float) target.get(r * (cols - 1) + c).asDouble();
      }
      targets[r * cols + cols - 1] = (float) rowWeight.get(r).asDouble();
    }
    return new Shard(0, rows, floats(golden.get("x").get(step)), targets);
  }

  private static Gradient gradient(Network network, Shard batch, float[] weights) {
    MiniBatches all = new MiniBatches(new int[] {batch.rows()}, batch.rows(), 1);
    try (Device device = new CpuDevice();
        ShardGradient shardGradient = new ShardGradient(network, all, device)) {
      return shardGradient.at(batch, weights, 1);
    }
  }

  private static float[] floats(JsonNode array) {
    float[] floats = new float[array.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) array.get(i).asDouble();
    }
    return floats;
  }

  private static void requireClose(String what, float[] ours, JsonNode theirs) {
    assertThat(ours).hasSize(theirs.size());
    for (int i = 0; i < ours.length; i++) {
      assertThat((double) ours[i])
          .as("%s[%d]", what, i)
          .isCloseTo(theirs.get(i).asDouble(), within(TOLERANCE));
    }
  }
}
