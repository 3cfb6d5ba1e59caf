package org.summand.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.compute.Activation;
import org.summand.compute.Loss;
import org.summand.compute.SampleLosses;
import org.summand.compute.cpu.CpuDevice;

class ScorerTest {
  private static final float[] RAW = {1, 2, 3, -1, -1, 5, 0, 0, 0, 1e4f, -1e4f, 1e4f};
  private static final int OUTPUTS = 3;

  private static float[] predictions(Loss loss, float... z) {
    float[] predictions = z.clone();
    Scorer.toPredictions(loss, predictions, OUTPUTS);
    return predictions;
  }

  @Test
  void probabilitiesOfClassesAddUpToOneInEachRow() {
    float[] p = predictions(Loss.SOFTMAX_CROSS_ENTROPY, RAW);
    for (int row = 0; row < RAW.length; row += OUTPUTS) {
      assertThat(p[row] + p[row + 1] + p[row + 2]).isCloseTo(1, within(1e-6f));
      for (int c = 1; c < OUTPUTS; c++) {
        assertThat(Float.compare(p[row + c], p[row]))
            .as("the order of outputs %d and 0 in row %d", c, row / OUTPUTS)
            .isEqualTo(Float.compare(RAW[row + c], RAW[row]));
      }
    }
    // Odds are the exponential of the difference.
    assertThat(p[1] / p[0]).isCloseTo((float) Math.E, within(1e-5f));
    assertThat(p[5] / p[4]).isCloseTo((float) Math.exp(6), within(1e-2f));
  }

  @Test
  void probabilitiesOfClassesDoNotDependOnAConstantInAllOutputs() {
    float[] shifted = {1001, 1002, 1003};
    assertThat(predictions(Loss.SOFTMAX_CROSS_ENTROPY, shifted))
        .containsExactly(predictions(Loss.SOFTMAX_CROSS_ENTROPY, 1, 2, 3));
  }

  @Test
  void yesAndNoAddUpToOne() {
    float[] yes = predictions(Loss.BINARY_CROSS_ENTROPY, 0, 3, 1e4f);
    float[] no = predictions(Loss.BINARY_CROSS_ENTROPY, 0, -3, -1e4f);
    for (int i = 0; i < OUTPUTS; i++) {
      assertThat(yes[i] + no[i]).isCloseTo(1, within(1e-6f));
    }
    assertThat(yes[0]).isEqualTo(0.5f);
    assertThat(yes[1] / no[1]).isCloseTo((float) Math.exp(3), within(1e-4f));
    assertThat(yes[2]).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Loss.Kind.class,
      names = {"SQUARED_ERROR", "HUBER"})
  void numbersArePredictionsAlready(Loss.Kind loss) {
    assertThat(predictions(Loss.of(loss), RAW)).containsExactly(RAW);
  }

  @Test
  void countsAreExponentialsAndFinite() {
    float[] y = predictions(Loss.POISSON, 0, 1, -1e4f, 60, 1e4f, 2);
    assertThat(y[0]).isEqualTo(1);
    assertThat(y[1]).isEqualTo((float) Math.E);
    assertThat(y[2]).isZero();
    assertThat(y[4]).isEqualTo(y[3]).isFinite();
  }

  /** Also where the network is as wrong as can be. */
  @Test
  void quantilesDoNotCross() {
    Loss loss = Loss.quantiles(0.1f, 0.5f, 0.9f);
    float[] y = predictions(loss, 1, 0, -3, 2, 1e4f, -1e4f, -1e8f, -90, 90);
    assertThat(y[0]).isEqualTo(1);
    assertThat(y[1]).isCloseTo(1 + (float) Math.log(2), within(1e-6f));
    assertThat(y[2] - y[1]).isCloseTo((float) Math.log1p(Math.exp(-3)), within(1e-6f));
    for (int row = 0; row < y.length; row += OUTPUTS) {
      assertThat(y[row]).isLessThanOrEqualTo(y[row + 1]).isFinite();
      assertThat(y[row + 1]).isLessThanOrEqualTo(y[row + 2]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 9, 10, 11})
  void rowsHaveTheSameBitsInBlocksOfAnySize(int blockRows) {
    Network network = Network.parse("3 -> dropout 0.5 -> 6 gelu -> 2 linear");
    float[] weights = RandomRows.weights(network, 4);
    RandomRows rows = RandomRows.of(network, 10, 2);
    float[] whole = new float[20];
    try (Scorer scorer = new Scorer(network, CpuDevice.portable(), 10)) {
      scorer.rawOutputs(weights, rows.features(), 10, whole);
    }
    float[] inBlocks = new float[20];
    try (Scorer scorer = new Scorer(network, CpuDevice.portable(), blockRows)) {
      scorer.rawOutputs(weights, rows.features(), 10, inBlocks);
    }
    assertThat(inBlocks).containsExactly(whole);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3 -> ensemble 4 -> 6 gelu -> 3 softmax",
        "3 -> ensemble 4 -> 6 gelu -> 2 sigmoid",
        "3 -> ensemble 4 -> 6 gelu -> 2 linear",
        "3 -> ensemble 4 -> 6 gelu -> quantiles 0.1 0.5 0.9",
        "3 -> ensemble 4 -> 6 gelu -> 2 poisson"
      })
  void anEnsemblePredictsTheMeanOfItsMembers(String text) {
    Network network = Network.parse(text);
    float[] weights = RandomRows.weights(network, 4);
    RandomRows rows = RandomRows.of(network, 10, 2);
    float[] answer = predictions(network, weights, rows);
    double[] mean = new double[answer.length];
    for (int m = 0; m < 4; m++) {
      Network alone = Network.parse(text.replace("ensemble 4", "scale"));
      float[] predicted = predictions(alone, member(network, alone, weights, m), rows);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += predicted[i] / 4.0;
      }
    }
    for (int i = 0; i < mean.length; i++) {
      assertThat(answer[i]).isCloseTo((float) mean[i], within(1e-5f));
    }
  }

  /** Members that are as sure as can be, and not of one mind, leave a finite answer. */
  @ParameterizedTest
  @EnumSource(Loss.Kind.class)
  void sureMembersGiveAFiniteAnswer(Loss.Kind kind) {
    Loss loss = SampleLosses.of(kind, 3);
    Layer heads = new Dense(2, 3, Activation.IDENTITY, 2);
    Network network = new Network(2, List.of(new Scale(2, 2), heads), loss);
    float[] z = new float[3];
    Members.mean(network, new float[] {1e4f, -1e4f, -1e4f, -1e4f, 1e4f, -1e4f}, 1, z, 0);
    for (float each : z) {
      assertThat(each).isFinite();
    }
    Scorer.toPredictions(loss, z, 3);
    if (kind == Loss.Kind.QUANTILES) {
      assertThat(z).containsExactly(0, 5000, 5000);
    } else {
      assertThat(z[0]).isCloseTo(z[1], within(1e-6f)).isGreaterThanOrEqualTo(z[2]);
    }
  }

  private static float[] predictions(Network network, float[] weights, RandomRows rows) {
    float[] z = new float[rows.count() * network.outputs()];
    try (Scorer scorer = new Scorer(network, CpuDevice.portable(), 4)) {
      scorer.rawOutputs(weights, rows.features(), rows.count(), z);
    }
    Scorer.toPredictions(network.loss(), z, network.outputs());
    return z;
  }

  /** The weights of one member, as those of a network of its own. */
  private static float[] member(Network network, Network alone, float[] weights, int m) {
    float[] own = new float[alone.weightCount()];
    for (int p = 0; p < network.parameters().size(); p++) {
      Parameter from = network.parameters().get(p);
      Parameter to = alone.parameters().get(p);
      int size = to.end() - to.offset();
      int part = from.rows() == to.rows() ? 0 : m * size;
      System.arraycopy(weights, from.offset() + part, own, to.offset(), size);
    }
    return own;
  }
}
