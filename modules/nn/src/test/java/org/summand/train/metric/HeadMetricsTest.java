package org.summand.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.summand.compute.Loss;
import org.summand.nn.Head;

class HeadMetricsTest {
  private static final Head QUANTILES = Head.ofNumbers(Loss.quantiles(0.25f, 0.75f), 1);
  private static final Head COUNTS = new Head(Loss.POISSON, 2);

  private static HeadMetrics of(Head head, Consumer<HeadMetrics> rows) {
    HeadMetrics metrics = HeadMetrics.of(head).orElseThrow();
    rows.accept(metrics);
    return metrics;
  }

  private static void addFirst(HeadMetrics to) {
    to.add(1, new float[] {9, 1, 3}, 1, new float[] {9, 9, 2}, 2);
    to.add(0, new float[] {-50, 50}, 0, new float[] {1000}, 0);
  }

  private static void addSecond(HeadMetrics to) {
    to.add(3, new float[] {1, 3}, 0, new float[] {5}, 0);
    to.add(2, new float[] {5, 6}, 0, new float[] {5}, 0);
  }

  /** Weight 1 at 2, between 1 and 3; weight 3 at 5, above both; weight 2 at 5, 5 and 6. */
  @Test
  void quantilesHaveALossAndACoverageEach() {
    QuantileMetrics metrics =
        (QuantileMetrics)
            of(
                QUANTILES,
                rows -> {
                  addFirst(rows);
                  addSecond(rows);
                });
    assertThat(metrics.levels()).containsExactly(0.25f, 0.75f);
    assertThat(metrics.coverage(0)).isCloseTo(2 / 6.0, within(1e-15));
    assertThat(metrics.coverage(1)).isCloseTo(3 / 6.0, within(1e-15));
    assertThat(metrics.loss(0)).isCloseTo(0.25 * (1 + 3 * 4) / 6, within(1e-15));
    assertThat(metrics.loss(1))
        .isCloseTo((0.25 * 1 + 3 * 0.75 * 2 + 2 * 0.25 * 1) / 6, within(1e-15));
  }

  @Test
  void partsAddUpToTheWholeInAnyUnit() {
    HeadMetrics parts = of(QUANTILES, HeadMetricsTest::addFirst);
    parts.add(of(QUANTILES, HeadMetricsTest::addSecond));
    parts.add(HeadMetrics.of(QUANTILES).orElseThrow());
    QuantileMetrics large = (QuantileMetrics) parts.inUnit(new double[] {10});
    QuantileMetrics whole =
        (QuantileMetrics)
            of(
                QUANTILES,
                rows -> {
                  addFirst(rows);
                  addSecond(rows);
                });
    for (int i = 0; i < 2; i++) {
      assertThat(large.loss(i)).isCloseTo(10 * whole.loss(i), within(1e-14));
      assertThat(large.coverage(i)).isEqualTo(whole.coverage(i));
    }
  }

  /** 2·(t·log(t/y) − t + y), of each output. */
  @Test
  void countsHaveADeviance() {
    CountMetrics metrics =
        (CountMetrics)
            of(
                COUNTS,
                rows -> {
                  rows.add(2, new float[] {3, 1}, 0, new float[] {0, 1}, 0);
                  rows.add(1, new float[] {2, 4}, 0, new float[] {4, 4}, 0);
                });
    double expected = (2 * 2 * 3 + 2 * (4 * Math.log(2) - 2)) / (3 * 2);
    assertThat(metrics.deviance()).isCloseTo(expected, within(1e-15));
    HeadMetrics twice = HeadMetrics.of(COUNTS).orElseThrow();
    twice.add(metrics);
    twice.add(metrics);
    assertThat(((CountMetrics) twice.inUnit(new double[] {5, 5})).deviance())
        .isCloseTo(5 * expected, within(1e-14));
  }

  @Test
  void anAnswerOfZeroIsJudgedByAFiniteNumber() {
    CountMetrics metrics =
        (CountMetrics)
            of(COUNTS, rows -> rows.add(1, new float[] {0, 0}, 0, new float[] {7, 0}, 0));
    assertThat(metrics.deviance()).isFinite().isGreaterThan(100);
  }

  /** Weight 2: yes at z = 1, no at −2, wrong and right; weight 1: no and no, right and wrong. */
  @Test
  void eachOfSeveralLabelsIsJudgedAlone() {
    Head head = new Head(Loss.BINARY_CROSS_ENTROPY, 2);
    LabelMetrics metrics =
        (LabelMetrics)
            of(
                head,
                rows -> {
                  rows.add(2, new float[] {1, -2}, 0, new float[] {0, 0}, 0);
                  rows.add(1, new float[] {9, 0, 3}, 1, new float[] {1, 0, 0}, 1);
                  rows.add(0, new float[] {5, 5}, 0, new float[] {1, 1}, 0);
                });
    assertThat(metrics.labels()).isEqualTo(2);
    assertThat(metrics.accuracy(0)).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(metrics.accuracy(1)).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(metrics.share(0)).isZero();
    assertThat(metrics.logLoss(0))
        .isCloseTo((2 * Math.log1p(Math.exp(1)) + Math.log(2)) / 3, within(1e-15));
    HeadMetrics twice = HeadMetrics.of(head).orElseThrow();
    twice.add(metrics);
    twice.add(metrics);
    assertThat(((LabelMetrics) twice).logLoss(1)).isCloseTo(metrics.logLoss(1), within(1e-15));
    assertThat(HeadMetrics.of(new Head(Loss.BINARY_CROSS_ENTROPY, 1))).isEmpty();
  }

  @Test
  void otherHeadsHaveNone() {
    assertThat(HeadMetrics.of(new Head(Loss.SQUARED_ERROR, 1))).isEmpty();
    assertThat(HeadMetrics.of(new Head(Loss.SOFTMAX_CROSS_ENTROPY, 3))).isEmpty();
  }
}
