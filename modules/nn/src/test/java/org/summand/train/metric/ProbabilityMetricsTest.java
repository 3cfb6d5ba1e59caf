package org.summand.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.summand.compute.Loss;
import org.summand.nn.Head;
import org.summand.nn.Network;

class ProbabilityMetricsTest {
  private static final int ROWS = 500;

  /** Raw outputs from −5 to 5 that any language makes of integers alike. */
  private static float z(int row, int output) {
    return (float) ((row * (7919 + output * 1047) + output * 104729) % 2003) / 200f - 5f;
  }

  private static float weight(int row) {
    return 0.5f + (row % 5) / 4f;
  }

  /** Two thirds of the rows are what the outputs say, the others anything. */
  private static float[] target(Head head, float[] z, int row) {
    if (head.loss().kind() == Loss.Kind.SOFTMAX_CROSS_ENTROPY) {
      int largest = 0;
      for (int c = 1; c < z.length; c++) {
        largest = z[c] > z[largest] ? c : largest;
      }
      return new float[] {row % 3 == 0 ? row / 3 % z.length : largest};
    }
    float[] target = new float[z.length];
    for (int c = 0; c < z.length; c++) {
      target[c] = row % 3 == 0 ? (row / 3 + c) % 2 : z[c] > 0 ? 1 : 0;
    }
    return target;
  }

  private static ProbabilityMetrics of(Head head, int from, int to) {
    ProbabilityMetrics metrics = new ProbabilityMetrics(head, true);
    for (int row = from; row < to; row++) {
      float[] z = new float[head.outputs()];
      for (int c = 0; c < z.length; c++) {
        z[c] = z(row, c);
      }
      metrics.add(z, 0, target(head, z, row), 0, weight(row));
    }
    return metrics;
  }

  /**
   * Expected are log_loss, roc_auc_score and brier_score_loss of scikit-learn 1.9.1 with
   * sample_weight, of several outputs their mean, of three classes one against the rest; and the
   * sum over fifteen bins as Guo et al. write it, by NumPy.
   */
  @ParameterizedTest
  @CsvSource({
    "2 softmax,0.7456220252609893,0.8297498195982822,0.1633477579831302,0.14696879745284563",
    "3 softmax,1.055079854253447,0.8103355340162058,0.43664212798960456,0.17348614631599094",
    "1 sigmoid,0.5924758399812147,0.8287412598601578,0.16143141069435601,0.13749698809678296",
    "2 sigmoid,0.5881754998225572,0.8307801537396027,0.16078050853178108,0.13511101235186482"
  })
  void agreesWithScikitLearn(
      String head, double logLoss, double area, double brier, double calibration) {
    ProbabilityMetrics metrics = of(Network.parse("1 -> " + head).head(), 0, ROWS);
    assertThat(metrics.logLoss()).isCloseTo(logLoss, within(1e-7));
    assertThat(metrics.areaUnderCurve()).isCloseTo(area, within(1e-4));
    assertThat(metrics.areaUnderCurveError()).isBetween(0.0, 1e-3);
    assertThat(metrics.brierScore()).isCloseTo(brier, within(1e-7));
    assertThat(metrics.calibrationError()).isCloseTo(calibration, within(1e-7));
  }

  /** One sigmoid and two outputs of softmax, whose difference it is, say the same. */
  @Test
  void twoClassesAreJudgedAlikeHoweverTheyArePredicted() {
    Head sigmoid = new Head(Loss.BINARY_CROSS_ENTROPY, 1);
    ProbabilityMetrics one = of(sigmoid, 0, ROWS);
    ProbabilityMetrics two = new ProbabilityMetrics(new Head(Loss.SOFTMAX_CROSS_ENTROPY, 2), true);
    for (int row = 0; row < ROWS; row++) {
      float z = z(row, 0);
      float[] target = target(sigmoid, new float[] {z}, row);
      two.add(new float[] {0, z}, 0, target, 0, weight(row));
    }
    assertThat(two.logLoss()).isCloseTo(one.logLoss(), within(1e-12));
    assertThat(two.areaUnderCurve()).isCloseTo(one.areaUnderCurve(), within(1e-12));
    assertThat(two.brierScore()).isCloseTo(one.brierScore(), within(1e-12));
    assertThat(two.calibrationError()).isCloseTo(one.calibrationError(), within(1e-12));
  }

  @Test
  void partsAddUpToTheWhole() {
    Head head = new Head(Loss.SOFTMAX_CROSS_ENTROPY, 3);
    ProbabilityMetrics whole = of(head, 0, ROWS);
    ProbabilityMetrics parts = new ProbabilityMetrics(head, true);
    parts.add(of(head, 0, 70));
    parts.add(of(head, 70, 70));
    parts.add(of(head, 70, ROWS));
    assertThat(parts.logLoss()).isCloseTo(whole.logLoss(), within(1e-13));
    // Weights are quarters, whose sums are exact.
    assertThat(parts.areaUnderCurve()).isEqualTo(whole.areaUnderCurve());
    assertThat(parts.brierScore()).isCloseTo(whole.brierScore(), within(1e-13));
    assertThat(parts.calibrationError()).isCloseTo(whole.calibrationError(), within(1e-13));
  }

  @Test
  void aNetworkThatIsSureIsJudgedInFiniteNumbers() {
    ProbabilityMetrics metrics =
        new ProbabilityMetrics(new Head(Loss.SOFTMAX_CROSS_ENTROPY, 3), true);
    metrics.add(new float[] {1e30f, 0, -1e30f}, 0, new float[] {0}, 0, 1);
    metrics.add(new float[] {0, 3000, 0}, 0, new float[] {1}, 0, 1);
    metrics.add(new float[] {0, 0, 3000}, 0, new float[] {0}, 0, 2);
    assertThat(metrics.logLoss()).isCloseTo(6000 / 4.0, within(1e-9));
    assertThat(metrics.brierScore()).isCloseTo(2 * 2 / 4.0, within(1e-12));
    assertThat(metrics.calibrationError()).isCloseTo(0.5, within(1e-12));
    // Class 0: right and wrong pairs, 1·1 above and 2·1 below; class 1: all; class 2: no rows.
    assertThat(metrics.areaUnderCurve()).isBetween(0.5, 1.0);
  }

  @Test
  void whatHasNoMeaningIsNoNumber() {
    Head classes = new Head(Loss.SOFTMAX_CROSS_ENTROPY, 2);
    ProbabilityMetrics none = new ProbabilityMetrics(classes, true);
    assertThat(none.logLoss()).isNaN();
    assertThat(none.brierScore()).isNaN();
    assertThat(none.calibrationError()).isNaN();
    assertThat(none.areaUnderCurve()).isNaN();
    none.add(new float[] {1, 0}, 0, new float[] {1}, 0, 1);
    none.add(new float[] {2, 0}, 0, new float[] {1}, 0, 1);
    assertThat(none.logLoss()).isFinite();
    assertThat(none.areaUnderCurve()).isNaN();
    assertThat(none.areaUnderCurveError()).isNaN();
    ProbabilityMetrics many =
        new ProbabilityMetrics(new Head(Loss.SOFTMAX_CROSS_ENTROPY, 65), true);
    many.add(new float[65], 0, new float[] {1}, 0, 1);
    many.add(new float[65], 0, new float[] {2}, 0, 1);
    assertThat(many.areaUnderCurve()).isNaN();
    assertThat(many.brierScore()).isCloseTo(64 / 65.0, within(1e-12));
  }
}
