package org.summand.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.summand.compute.Device;
import org.summand.compute.cpu.CpuDevice;
import org.summand.data.Folds;
import org.summand.data.Shard;
import org.summand.data.TargetScaling;
import org.summand.nn.Network;
import org.summand.nn.RandomRows;
import org.summand.train.metric.CountMetrics;
import org.summand.train.metric.QuantileMetrics;

/** Evaluations of quantiles and counts. */
class HeadEvaluationTest {
  private static final Network QUANTILES = Network.parse("3 -> 5 tanh -> quantiles 0.25 0.5 0.75");
  private static final Network COUNTS = Network.parse("3 -> 5 tanh -> 1 poisson");
  private static final double ROUNDING = 1e-6;

  private static Evaluation of(Network network, int from, int to) {
    RandomRows rows = RandomRows.of(network, 3000, 4).range(from, to);
    Shard shard = new Shard(0, rows.count(), rows.features(), rows.targets());
    try (Device device = new CpuDevice()) {
      return ShardEvaluation.of(
          network,
          Folds.NONE,
          device,
          shard,
          RandomRows.weights(network, 4),
          Evaluation.Detail.PROBABILITIES);
    }
  }

  private static QuantileMetrics quantiles(Evaluation evaluation) {
    return (QuantileMetrics) evaluation.metrics().orElseThrow();
  }

  private static CountMetrics counts(Evaluation evaluation) {
    return (CountMetrics) evaluation.metrics().orElseThrow();
  }

  @Test
  void theLossOfQuantilesIsTheMeanOfTheirs() {
    Evaluation whole = of(QUANTILES, 0, 3000);
    QuantileMetrics each = quantiles(whole);
    assertThat(whole.loss())
        .isCloseTo((each.loss(0) + each.loss(1) + each.loss(2)) / 3, within(ROUNDING));
    assertThat(whole.hasErrors()).isFalse();
    assertThat(whole.classifies()).isFalse();
    Evaluation merged = of(QUANTILES, 0, 1100).add(of(QUANTILES, 1100, 3000));
    assertThat(merged.loss()).isCloseTo(whole.loss(), within(ROUNDING));
    for (int i = 0; i < 3; i++) {
      assertThat(quantiles(merged).coverage(i)).isCloseTo(each.coverage(i), within(1e-12));
      assertThat(quantiles(merged).loss(i)).isCloseTo(each.loss(i), within(1e-12));
    }
  }

  @Test
  void theDevianceOfCountsIsTwiceTheirLoss() {
    Evaluation whole = of(COUNTS, 0, 3000);
    assertThat(counts(whole).deviance()).isCloseTo(2 * whole.loss(), within(ROUNDING));
    Evaluation merged = of(COUNTS, 0, 1100).add(of(COUNTS, 1100, 3000));
    assertThat(counts(merged).deviance()).isCloseTo(2 * whole.loss(), within(ROUNDING));
    assertThat(merged.rmse()).isCloseTo(whole.rmse(), within(ROUNDING));
  }

  /** The RMSE is that of the mean, not of its logarithm, in which the network answers. */
  @Test
  void errorsOfCountsAreThoseOfTheirMeans() {
    Network identity = Network.parse("1 -> 1 poisson");
    float[] logs = {0, (float) Math.log(3)};
    try (Device device = new CpuDevice()) {
      Evaluation evaluation =
          ShardEvaluation.of(
              identity,
              device,
              new Shard(0, 2, logs, new float[] {2, 1, 3, 1}),
              new float[] {1, 0});
      assertThat(evaluation.rmse()).isCloseTo(Math.sqrt(0.5), within(ROUNDING));
    }
  }

  @Test
  void whatIsLearnedInAnotherUnitIsToldInTheLabels() {
    TargetScaling prices = new TargetScaling(new double[] {-7}, new double[] {3e4});
    Evaluation scaled = of(QUANTILES, 0, 3000);
    Evaluation told = scaled.inLabelUnit(prices, QUANTILES.loss());
    assertThat(told.loss()).isCloseTo(3e4 * scaled.loss(), within(1e-6));
    assertThat(quantiles(told).loss(1)).isCloseTo(3e4 * quantiles(scaled).loss(1), within(1e-6));
    assertThat(quantiles(told).coverage(1)).isEqualTo(quantiles(scaled).coverage(1));
    TargetScaling dozens = new TargetScaling(new double[1], new double[] {12});
    Evaluation few = of(COUNTS, 0, 3000);
    Evaluation many = few.inLabelUnit(dozens, COUNTS.loss());
    assertThat(many.loss()).isCloseTo(12 * few.loss(), within(1e-9));
    assertThat(counts(many).deviance()).isCloseTo(2 * many.loss(), within(1e-4));
    assertThat(many.rmse()).isCloseTo(12 * few.rmse(), within(1e-9));
  }

  /** What the head has besides is not kept from epoch to epoch. */
  @Test
  void evaluationsAreReadBackFromTheirTexts() {
    for (Network network : new Network[] {QUANTILES, COUNTS}) {
      Evaluation written = of(network, 0, 100);
      Evaluation read = Evaluation.ofTexts(written.toTexts());
      assertThat(read.isOf(network)).isTrue();
      assertThat(read.loss()).isEqualTo(written.loss());
      assertThat(read.hasErrors()).isEqualTo(written.hasErrors());
      assertThat(read.rmse()).isEqualTo((Double) written.rmse());
      assertThat(read.metrics()).isEmpty();
      assertThat(new Evaluation(network).metrics()).isEmpty();
    }
    assertThat(of(QUANTILES, 0, 10).isOf(COUNTS)).isFalse();
  }
}
