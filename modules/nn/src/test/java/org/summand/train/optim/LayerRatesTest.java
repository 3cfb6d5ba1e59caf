package org.summand.train.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.summand.nn.Network;
import org.summand.nn.Parameter;
import org.summand.nn.Parametrization;
import org.summand.nn.RandomRows;

class LayerRatesTest {
  private static final Network NETWORK = Network.parse("9 -> scale -> 4 silu -> 2 softmax");
  private static final float RATE = 0.01f;

  /** Each window moves as the whole would at that window's learning rate, step after step. */
  @ParameterizedTest
  @EnumSource(OptimizerSettings.Kind.class)
  void eachParameterStepsAtItsOwnRate(OptimizerSettings.Kind kind) {
    OptimizerSettings settings = OptimizerSettings.DEFAULT.withKind(kind);
    Optimizer layered = settings.build(NETWORK, Parametrization.TANGENT);
    Optimizer plain =
        (kind == OptimizerSettings.Kind.ADAMW
                ? settings.withKind(OptimizerSettings.Kind.ADAM)
                : settings)
            .build(NETWORK);
    TrainingState state = TrainingState.initial(RandomRows.weights(NETWORK, 1), layered);
    for (int step = 0; step < 3; step++) {
      float[] gradient = RandomRows.weights(NETWORK, 10 + step);
      TrainingState next = layered.step(state, gradient, RATE);
      for (Parameter parameter : NETWORK.parameters()) {
        boolean decays = kind == OptimizerSettings.Kind.ADAMW && parameter.decays();
        double kept = decays ? 1 - (double) RATE * settings.weightDecay() : 1;
        TrainingState alone = plain.step(state, gradient, RATE * parameter.tangentRate());
        for (int i = parameter.offset(); i < parameter.end(); i++) {
          double step1 = alone.weights()[i] - (double) state.weights()[i];
          assertThat((double) next.weights()[i])
              .as("%s of %s", parameter.name(), kind)
              .isCloseTo(state.weights()[i] * kept + step1, within(1e-6));
        }
      }
      state = next;
    }
  }

  @ParameterizedTest
  @EnumSource(Parametrization.class)
  void firstWeightsHaveTheirDeviations(Parametrization parametrization) {
    Network network = Network.parse("100 -> embed 50x8 -> scale -> 400 silu -> 3 softmax");
    float[] weights = network.initialWeights(5, parametrization);
    List<Parameter> parameters = network.parameters();
    boolean isTangent = parametrization == Parametrization.TANGENT;
    assertThat(deviation(weights, parameters.get(0)))
        .isCloseTo(isTangent ? 1 : 1 / Math.sqrt(3 * 8), within(0.1));
    assertThat(deviation(weights, parameters.get(1))).isCloseTo(1, within(1e-6));
    int inputs = parameters.get(2).rows();
    assertThat(deviation(weights, parameters.get(2)) * Math.sqrt(inputs))
        .isCloseTo(isTangent ? 1 : Math.sqrt(2), within(0.02));
    assertThat(deviation(weights, parameters.get(3))).isCloseTo(isTangent ? 1 : 0, within(0.1));
    assertThat(deviation(weights, parameters.get(4)) == 0).isEqualTo(isTangent);
  }

  /** The root of the mean square. */
  private static double deviation(float[] weights, Parameter parameter) {
    double sum = 0;
    for (int i = parameter.offset(); i < parameter.end(); i++) {
      sum += (double) weights[i] * weights[i];
    }
    return Math.sqrt(sum / (parameter.end() - parameter.offset()));
  }
}
