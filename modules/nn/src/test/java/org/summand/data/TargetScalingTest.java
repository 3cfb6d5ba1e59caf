package org.summand.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.summand.compute.Loss;

/** Targets in deviations from their mean, and the way back to the label's own unit. */
class TargetScalingTest {
  /** One float in units of the last place, relative to the number itself. */
  private static final double FLOAT = Math.ulp(1f);

  /** Rows of so many targets, each row ending in its weight. */
  private static Shard shard(int columns, float... targets) {
    int rows = targets.length / (columns + 1);
    return new Shard(0, rows, new float[rows], targets);
  }

  private static TargetScaling learned(int columns, float... targets) {
    return TargetStatistics.of(shard(columns, targets), columns).scaling(Loss.SQUARED_ERROR);
  }

  /** Shifted and stretched normal numbers of weight 1. */
  private static float[] normal(int rows, double mean, double deviation) {
    Random random = new Random(1);
    float[] targets = new float[2 * rows];
    for (int r = 0; r < rows; r++) {
      targets[2 * r] = (float) (mean + deviation * random.nextGaussian());
      targets[2 * r + 1] = 1;
    }
    return targets;
  }

  @ParameterizedTest
  @CsvSource({
    "0,1",
    "206855,115395",
    "1e30,3e29",
    "-1e-30,1e-31",
    "1e6,10",
    "3e38,1e37",
    "0,1e-44"
  })
  void scaledTargetsHaveMean0AndDeviation1AndComeBack(double mean, double deviation) {
    Shard shard = shard(1, normal(1000, mean, deviation));
    TargetScaling scaling = TargetStatistics.of(shard, 1).scaling(Loss.SQUARED_ERROR);
    float[] scaled = shard.targetsScaled(scaling).targets();
    double sum = 0;
    double squares = 0;
    for (int r = 0; r < 1000; r++) {
      assertThat(scaled[2 * r + 1]).isEqualTo(1);
      sum += scaled[2 * r];
      squares += scaled[2 * r] * (double) scaled[2 * r];
      float[] back = {scaled[2 * r]};
      scaling.toLabels(back);
      float label = shard.targets()[2 * r];
      // Rounded once as a deviation, and once as a label.
      double rounding = 5 * scaling.deviation()[0] * FLOAT + Math.ulp(label);
      assertThat((double) back[0]).isCloseTo(label, within(rounding));
    }
    assertThat(sum / 1000).isCloseTo(0, within(1e-6));
    assertThat(squares / 1000).isCloseTo(1, within(1e-5));
  }

  @Test
  void aConstantTargetBecomes0AndIsPredictedAsItIs() {
    float[] same = {0.1f, 1, 0.1f, 3, 0.1f, 1e-3f, 0.1f, 2.5f, 0.1f, 1, 0.1f, 1, 0.1f, 1};
    TargetScaling scaling = learned(1, same);
    assertThat(scaling.deviation()).containsExactly(1);
    float[] scaled = shard(1, same).targetsScaled(scaling).targets();
    float[] z = {0};
    scaling.toLabels(z);
    assertThat(scaled[4]).isZero();
    assertThat(z).containsExactly(0.1f);
  }

  @Test
  void everyOutputIsScaledForItself() {
    TargetScaling scaling = learned(2, 1, 1000, 1, 3, 3000, 1, 5, 5000, 1);
    assertThat(scaling.mean()).containsExactly(new double[] {3, 3000}, within(1e-9));
    double deviation = Math.sqrt(8 / 3.0);
    assertThat(scaling.deviation())
        .containsExactly(new double[] {deviation, 1000 * deviation}, within(1e-9));
    float[] z = {1, -1, 0, 2};
    scaling.toLabels(z);
    assertThat(z)
        .containsExactly(
            (float) (3 + deviation),
            (float) (3000 - 1000 * deviation),
            3,
            (float) (3000 + 2000 * deviation));
  }

  @Test
  void aRowOfWeight2CountsAsTwoRowsAndOneOfWeight0AsNone() {
    TargetScaling weighted = learned(1, 4, 2, Float.MAX_VALUE, 0, 7, 1);
    TargetScaling written = learned(1, 4, 1, 4, 1, 7, 1);
    assertThat(weighted.mean()).containsExactly(written.mean(), within(1e-15));
    assertThat(weighted.deviation()).containsExactly(written.deviation(), within(1e-15));
  }

  @Test
  void whatIsFarFromTheMeanStaysAFiniteNumber() {
    TargetScaling tiny = new TargetScaling(new double[] {0}, new double[] {1e-30});
    Shard far = shard(1, 1e30f, 0, -1e30f, 1, 1e-30f, 1);
    assertThat(far.targetsScaled(tiny).targets())
        .containsExactly(Float.MAX_VALUE, 0, -Float.MAX_VALUE, 1, 1, 1);
    float[] z = {1e30f};
    new TargetScaling(new double[] {0}, new double[] {1e30}).toLabels(z);
    assertThat(z).containsExactly(Float.MAX_VALUE);
  }

  @Test
  void mergedShardsHaveTheStatisticsOfTheWhole() {
    float[] whole = normal(100, 206855, 115395);
    TargetStatistics merged = new TargetStatistics(1);
    for (int cut = 0; cut < 100; cut += 20) {
      merged.add(
          TargetStatistics.of(shard(1, Arrays.copyOfRange(whole, 2 * cut, 2 * cut + 40)), 1));
      merged.add(new TargetStatistics(1));
    }
    TargetScaling expected = learned(1, whole);
    assertThat(merged.scaling(Loss.SQUARED_ERROR).mean())
        .containsExactly(expected.mean(), within(1e-9));
    assertThat(merged.scaling(Loss.SQUARED_ERROR).deviation())
        .containsExactly(expected.deviation(), within(1e-8));
  }

  @Test
  void noneLeavesTheSameShard() {
    Shard shard = shard(1, 4, 2, 7, 1);
    assertThat(shard.targetsScaled(TargetScaling.none(1))).isSameAs(shard);
    assertThat(TargetScaling.none(1).lossUnit(Loss.SQUARED_ERROR)).isEqualTo(1);
    assertThat(TargetScaling.none(0).isIdentity()).isTrue();
  }

  @Test
  void theLossOfOneNumberIsInAPowerOfItsUnit() {
    TargetScaling one = new TargetScaling(new double[] {5}, new double[] {3});
    assertThat(one.lossUnit(Loss.SQUARED_ERROR)).isEqualTo(9);
    assertThat(one.lossUnit(Loss.HUBER)).isEqualTo(9);
    assertThat(one.lossUnit(Loss.quantiles(0.5f))).isEqualTo(3);
    assertThat(one.lossUnit(Loss.POISSON)).isEqualTo(3);
    TargetScaling two = new TargetScaling(new double[2], new double[] {3, 4});
    assertThat(two.lossUnit(Loss.SQUARED_ERROR)).isEqualTo(1);
  }

  @Test
  void countsAreDividedByTheirMean() {
    TargetStatistics counts = TargetStatistics.of(shard(2, 0, 4, 1, 9, 0, 2, 3, 8, 1), 2);
    TargetScaling scaling = counts.scaling(Loss.POISSON);
    assertThat(scaling.mean()).containsExactly(0, 0);
    assertThat(scaling.deviation()).containsExactly((9 * 2 + 3) / 4.0, (4 + 8) / 4.0);
    TargetScaling none = TargetStatistics.of(shard(1, 0, 1, 0, 1), 1).scaling(Loss.POISSON);
    assertThat(none.isIdentity()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"NaN,1", "Infinity,1", "0,NaN", "0,0", "0,-1", "0,Infinity"})
  void whatCannotBeDividedByIsRefused(double mean, double deviation) {
    assertThatThrownBy(() -> new TargetScaling(new double[] {mean}, new double[] {deviation}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a finite number and its deviation one of more than 0");
  }

  @Test
  void aScalingOfOtherTargetsIsRefused() {
    assertThatThrownBy(() -> shard(1, 4, 2, 7, 1).targetsScaled(learned(2, 1, 2, 1, 5, 6, 1)))
        .hasMessage("a scaling of 2 targets and rows of 1");
  }
}
