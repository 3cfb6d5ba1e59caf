package org.summand.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.compute.Loss;
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
      value = Loss.class,
      names = {"SQUARED_ERROR", "HUBER"})
  void numbersArePredictionsAlready(Loss loss) {
    assertThat(predictions(loss, RAW)).containsExactly(RAW);
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
}
