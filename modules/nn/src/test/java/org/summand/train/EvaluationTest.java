package org.summand.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.compute.Device;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.Folds;
import org.summand.data.Shard;
import org.summand.data.TargetScaling;
import org.summand.nn.ExecutionPlan;
import org.summand.nn.Network;
import org.summand.nn.RandomRows;
import org.summand.train.metric.ProbabilityMetrics;

class EvaluationTest {
  /** Sums are in double; what is added is computed from floats. */
  private static final double ROUNDING = 1e-6;

  /** The weights with which a network of one layer predicts z = x. */
  private static float[] identity(int n) {
    float[] weights = new float[n * n + n];
    for (int i = 0; i < n; i++) {
      weights[i * n + i] = 1;
    }
    return weights;
  }

  private static Evaluation evaluate(Network network, float[] x, float[] targets) {
    Shard shard = new Shard(0, x.length / network.inputs(), x, targets);
    try (Device device = new CpuDevice()) {
      return ShardEvaluation.of(network, device, shard, identity(network.inputs()));
    }
  }

  @Test
  void accuracyAndLossOfClassesAreWeightedMeans() {
    // The largest is at 0, 2 and 1; right, right and wrong; weights 1, 2 and 5.
    Evaluation evaluation =
        evaluate(
            Network.parse("3 -> 3 softmax"),
            new float[] {2, 0, 0, 0, 0, 2, 0, 2, 0},
            new float[] {0, 1, 2, 2, 0, 5});

    assertThat(evaluation.rows()).isEqualTo(3);
    assertThat(evaluation.classifies()).isTrue();
    assertThat(evaluation.accuracy()).isCloseTo(3 / 8.0, within(1e-15));
    double logSum = Math.log(Math.exp(2) + 2);
    assertThat(evaluation.loss()).isCloseTo((3 * (logSum - 2) + 5 * logSum) / 8, within(ROUNDING));
  }

  /** z = 0 is no, and a target of exactly a half is no. */
  @Test
  void whatIsAtTheEdgeIsNo() {
    Evaluation evaluation =
        evaluate(Network.parse("2 -> 2 sigmoid"), new float[] {0, 0}, new float[] {0, 0.5f, 1});
    assertThat(evaluation.accuracy()).isEqualTo(1);
  }

  @Test
  void accuracyOfYesAndNoIsTheShareOfRightOutputs() {
    // Row 1: right and wrong; row 2, of three times the weight: both right.
    Evaluation evaluation =
        evaluate(
            Network.parse("2 -> 2 sigmoid"),
            new float[] {1, 1, -1, 2},
            new float[] {1, 0, 1, 0, 1, 3});

    assertThat(evaluation.accuracy()).isCloseTo((0.5 + 3) / 4, within(1e-15));
    double first = (Math.log1p(Math.exp(-1)) + Math.log1p(Math.exp(1))) / 2;
    double second = (Math.log1p(Math.exp(-1)) + Math.log1p(Math.exp(-2))) / 2;
    assertThat(evaluation.loss()).isCloseTo((first + 3 * second) / 4, within(ROUNDING));
  }

  @Test
  void rmseAndR2OfNumbersAreWeightedMeans() {
    // Errors 1, 0, −1 of targets 0, 2, 4 with weights 1, 1, 2: mean 2.5, Σ(t − t̄)² = 11.
    Evaluation evaluation =
        evaluate(
            Network.parse("1 -> 1 linear"), new float[] {1, 2, 3}, new float[] {0, 1, 2, 1, 4, 2});

    assertThat(evaluation.classifies()).isFalse();
    assertThat(evaluation.loss()).isCloseTo(3 / 4.0, within(ROUNDING));
    assertThat(evaluation.rmse()).isCloseTo(Math.sqrt(3 / 4.0), within(ROUNDING));
    assertThat(evaluation.r2()).isCloseTo(1 - 3 / 11.0, within(ROUNDING));
  }

  @Test
  void rmseIsOverAllOutputsAndR2TheirMean() {
    // Output 1 is exact; output 2 is off by 1 and −1 around targets 0 and 4, deviations 8.
    Evaluation evaluation =
        evaluate(
            Network.parse("2 -> 2 huber"),
            new float[] {5, 1, 7, 3},
            new float[] {5, 0, 1, 7, 4, 1});

    assertThat(evaluation.rmse()).isCloseTo(Math.sqrt(0.5), within(ROUNDING));
    assertThat(evaluation.r2()).isCloseTo((1 + (1 - 2 / 8.0)) / 2, within(ROUNDING));
    assertThat(evaluation.loss()).isCloseTo(0.25, within(ROUNDING));
  }

  /** Targets near 10⁶ with deviations of 1: E[t²] − E[t]² would lose R² even in double's tenth. */
  @Test
  void r2OfLargeTargetsIsExact() {
    int rows = 3000;
    float[] x = new float[rows];
    float[] targets = new float[2 * rows];
    for (int r = 0; r < rows; r++) {
      targets[2 * r] = 1e6f + (r % 2 == 0 ? 1 : -1);
      targets[2 * r + 1] = 1;
      x[r] = targets[2 * r] + (r % 4 < 2 ? 0.5f : -0.5f);
    }

    Evaluation evaluation = evaluate(Network.parse("1 -> 1 linear"), x, targets);

    assertThat(evaluation.r2()).isCloseTo(0.75, within(ROUNDING));
    assertThat(evaluation.rmse()).isCloseTo(0.5, within(ROUNDING));
  }

  @Test
  void rowsOfNoWeightDoNotCount() {
    Evaluation evaluation =
        evaluate(
            Network.parse("1 -> 1 linear"),
            new float[] {50, 1, 2, -80, 3},
            new float[] {7, 0, 0, 1, 2, 1, 9, 0, 4, 2});

    assertThat(evaluation.rows()).isEqualTo(5);
    assertThat(evaluation.r2()).isCloseTo(1 - 3 / 11.0, within(ROUNDING));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3 -> 4 softmax", "3 -> 2 sigmoid", "3 -> 2 linear", "3 -> 1 huber"})
  void mergedShardsHaveTheEvaluationOfTheWhole(String text) {
    Network network = Network.parse(text);
    // More rows than two blocks, so that blocks are merged, too.
    int count = 2 * ExecutionPlan.BLOCK_ROWS + 100;
    RandomRows rows = RandomRows.of(network, count, 4);
    float[] weights = RandomRows.weights(network, 4);
    try (Device device = new CpuDevice()) {
      Evaluation whole = of(network, device, rows, weights);
      for (int cut : new int[] {0, 1, 1000, count - 1, count}) {
        Evaluation merged =
            new Evaluation(network, Evaluation.Detail.FULL)
                .add(of(network, device, rows.range(0, cut), weights))
                .add(new Evaluation(network, Evaluation.Detail.FULL))
                .add(of(network, device, rows.range(cut, count), weights));
        assertThat(merged.rows()).isEqualTo(whole.rows());
        assertThat(merged.loss()).isCloseTo(whole.loss(), within(ROUNDING));
        if (network.loss().classifies()) {
          assertThat(merged.accuracy()).isCloseTo(whole.accuracy(), within(1e-12));
          assertSame(merged.probabilities().orElseThrow(), whole.probabilities().orElseThrow());
        } else {
          assertThat(merged.rmse()).isCloseTo(whole.rmse(), within(ROUNDING));
          assertThat(merged.r2()).isCloseTo(whole.r2(), within(ROUNDING));
        }
      }
    }
  }

  private static Evaluation of(Network network, Device device, RandomRows rows, float[] weights) {
    Shard shard = new Shard(0, rows.count(), rows.features(), rows.targets());
    return ShardEvaluation.of(network, Folds.NONE, device, shard, weights, Evaluation.Detail.FULL);
  }

  private static void assertSame(ProbabilityMetrics one, ProbabilityMetrics other) {
    assertThat(one.logLoss()).isCloseTo(other.logLoss(), within(1e-12));
    assertThat(one.brierScore()).isCloseTo(other.brierScore(), within(1e-12));
    assertThat(one.areaUnderCurve()).isCloseTo(other.areaUnderCurve(), within(1e-12));
    assertThat(one.areaUnderCurveError()).isCloseTo(other.areaUnderCurveError(), within(1e-12));
    assertThat(one.calibrationError()).isCloseTo(other.calibrationError(), within(1e-12));
  }

  /** Every epoch is evaluated in brief, and sends no more than that. */
  @Test
  void probabilitiesAreToldWhereTheyAreAskedForAndThereAreSome() {
    Network classes = Network.parse("3 -> 3 softmax");
    Network numbers = Network.parse("3 -> 3 linear");
    for (Evaluation.Detail detail : Evaluation.Detail.values()) {
      assertThat(new Evaluation(numbers, detail).probabilities()).isEmpty();
      assertThat(new Evaluation(classes, detail).probabilities().isPresent())
          .isEqualTo(detail != Evaluation.Detail.BRIEF);
    }
    assertThat(new Evaluation(classes).probabilities()).isEmpty();
  }

  /** What is predicted in deviations from the mean is judged as the same numbers of the label. */
  @ParameterizedTest
  @ValueSource(strings = {"2 -> 2 linear", "1 -> 1 linear"})
  void anEvaluationOnScaledTargetsIsToldInTheLabelsUnit(String text) {
    Network network = Network.parse(text);
    int outputs = network.outputs();
    double[] mean = Arrays.copyOf(new double[] {-7, 1e5}, outputs);
    double[] deviation = Arrays.copyOf(new double[] {0.5, 3e4}, outputs);
    TargetScaling scaling = new TargetScaling(mean, deviation);
    RandomRows rows = RandomRows.of(network, 50, 4);
    Shard scaled = new Shard(0, 50, rows.features(), rows.targets());
    float[] labels = rows.targets().clone();
    float[] answers = rows.features().clone();
    for (int r = 0; r < 50; r++) {
      for (int c = 0; c < outputs; c++) {
        int at = r * (outputs + 1) + c;
        labels[at] = (float) (mean[c] + deviation[c] * labels[at]);
      }
    }
    scaling.toLabels(answers);
    Evaluation expected = evaluate(network, answers, labels);
    Evaluation actual;
    try (Device device = new CpuDevice()) {
      actual =
          ShardEvaluation.of(network, device, scaled, identity(outputs))
              .inLabelUnit(scaling, network.loss());
    }
    assertThat(actual.rows()).isEqualTo(50);
    assertThat(actual.rmse() / expected.rmse()).isCloseTo(1, within(ROUNDING));
    assertThat(actual.r2()).isCloseTo(expected.r2(), within(ROUNDING));
    if (outputs == 1) {
      assertThat(actual.loss() / expected.loss()).isCloseTo(1, within(ROUNDING));
      assertThat(actual.loss()).isCloseTo(actual.rmse() * actual.rmse(), within(1e-9));
    } else {
      assertThat(actual.loss())
          .isEqualTo(evaluate(network, rows.features(), rows.targets()).loss());
    }
  }

  @Test
  void ofEqualOutputsTheFirstIsThePrediction() {
    Evaluation evaluation =
        evaluate(
            Network.parse("3 -> 3 softmax"),
            new float[] {2, 2, 2, 0, 3, 3, 1, 1, 0},
            new float[] {0, 1, 1, 2, 1, 4});

    assertThat(evaluation.accuracy()).isCloseTo((1 + 2) / 7.0, within(1e-15));
  }

  @Test
  void evaluationsAreAddedInPlace() {
    Network network = Network.parse("1 -> 1 linear");
    Evaluation one = evaluate(network, new float[] {1, 2}, new float[] {0, 1, 2, 1});
    Evaluation other = evaluate(network, new float[] {3}, new float[] {4, 2});

    assertThat(one.add(other)).isSameAs(one);
    assertThat(one.rows()).isEqualTo(3);
    assertThat(one.r2()).isCloseTo(1 - 3 / 11.0, within(ROUNDING));
    assertThat(other.rows()).isEqualTo(1);
  }

  @Test
  void noRowsHaveNoNumber() {
    Evaluation nothing = new Evaluation(Network.parse("3 -> 4 softmax"));
    assertThat(nothing.rows()).isZero();
    assertThat(nothing.loss()).isNaN();
    assertThat(nothing.accuracy()).isNaN();
  }
}
