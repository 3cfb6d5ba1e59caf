package org.summand.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.summand.compute.cpu.CpuDevice;

class LossTest {
  /** A loss of numbers is 0 where they are right; a class can always be surer. */
  @Test
  void lossesClassifyThatNoFiniteOutputSatisfies() {
    for (Loss loss : SampleLosses.of(2)) {
      float[] right =
          switch (loss.kind()) {
            case QUANTILES -> new float[] {1, -50}; // 1 and 1 + log(1 + e⁻⁵⁰)
            case POISSON -> new float[] {0, 0}; // logarithms
            default -> new float[] {1, 1};
          };
      Matrix z = new Matrix(Region.ACTIVATIONS, 0, 1, 2);
      Matrix dz = new Matrix(Region.ACTIVATIONS, 2, 1, 2);
      Matrix target = new Matrix(Region.TARGET, 0, 1, loss.targets(2) + 1);
      float[] targets = new float[target.size()];
      Arrays.fill(targets, 1);
      try (Workspace on = new CpuDevice().open(new Footprint(0, 4))) {
        on.bind(Region.TARGET, targets);
        on.bind(Region.INPUT, right);
        on.gather(new int[] {0}, new Matrix(Region.INPUT, 0, 1, 2), z);
        double least = on.loss(loss, z, target, dz);
        assertThat(loss.classifies()).as(loss.toString()).isEqualTo(least > 1e-9);
      }
    }
  }

  @Test
  void smoothingIsForLabelsAloneAndLiesInItsBounds() {
    Loss softmax = Loss.SOFTMAX_CROSS_ENTROPY;
    assertThat(softmax.smoothed(0.1f).smoothing()).isEqualTo(0.1f);
    assertThat(softmax.smoothed(0.1f).smoothed(0)).isEqualTo(softmax).hasSameHashCodeAs(softmax);
    assertThat(softmax.smoothed(0.1f)).isNotEqualTo(softmax);
    for (float wrong : new float[] {-0.1f, 1, 2, Float.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> softmax.smoothed(wrong))
          .withMessage("label smoothing lies in [0, 1), not at " + wrong);
    }
    assertThat(Loss.HUBER.smoothed(0)).isEqualTo(Loss.HUBER);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Loss.HUBER.smoothed(0.1f))
        .withMessageContaining("where numbers are learned it is 0");
  }

  /** In another unit a loss of numbers is another by a power of it. */
  @Test
  void lossesAreOfADegree() {
    float[] right = {2, 0.5f};
    float[] wrong = {2.25f, 0.75f}; // so near that Huber's is a square
    for (Loss loss : SampleLosses.of(2)) {
      if (loss.classifies()) {
        assertThat(loss.degree()).isZero();
        continue;
      }
      double ratio = Math.scalb(1, loss.degree());
      boolean isLog = loss.kind() == Loss.Kind.POISSON;
      boolean isOne = loss.targets(2) == 1;
      double[] answers = {wrong[0], isOne ? -1 : wrong[1]};
      double[] twice = {2 * wrong[0], isOne ? inverseSoftplus(2 * softplus(-1)) : 2 * wrong[1]};
      double[] small = isLog ? Arrays.stream(answers).map(Math::log).toArray() : answers;
      double[] large = isLog ? Arrays.stream(twice).map(Math::log).toArray() : twice;
      double[] target = {right[0], isOne ? 1 : right[1], 1};
      double[] twiceTarget = {2 * right[0], isOne ? 1 : 2 * right[1], 1};
      assertThat(ReferenceFormulas.loss(loss, large, twiceTarget))
          .as(loss.toString())
          .isCloseTo(ratio * ReferenceFormulas.loss(loss, small, target), within(1e-12));
    }
  }

  private static double softplus(double z) {
    return Math.log1p(Math.exp(z));
  }

  private static double inverseSoftplus(double s) {
    return Math.log(Math.expm1(s));
  }

  @Test
  void levelsOfQuantilesRiseBetweenZeroAndOne() {
    Loss loss = Loss.quantiles(0.1f, 0.5f);
    assertThat(loss.levels()).containsExactly(0.1f, 0.5f);
    assertThat(loss).isEqualTo(Loss.quantiles(0.1f, 0.5f)).hasSameHashCodeAs(loss.smoothed(0));
    assertThat(loss).isNotEqualTo(Loss.quantiles(0.1f, 0.6f)).isNotEqualTo(Loss.HUBER);
    assertThat(loss.fits(2)).isTrue();
    assertThat(loss.fits(3)).isFalse();
    for (float wrong : new float[] {0, 1, -0.5f, 1.5f, Float.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Loss.quantiles(wrong))
          .withMessage("the level of a quantile is a number between 0 and 1, not " + wrong);
    }
    for (float second : new float[] {0.5f, 0.2f}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Loss.quantiles(0.5f, second))
          .withMessage(
              "the levels of quantiles rise from one to the next, but "
                  + second
                  + " stands behind 0.5");
    }
    assertThatIllegalArgumentException().isThrownBy(Loss::quantiles);
    assertThatIllegalArgumentException().isThrownBy(() -> Loss.of(Loss.Kind.QUANTILES));
  }

  @Test
  void activationsHaveNamesOfTheirOwn() {
    assertThat(Arrays.stream(Activation.values()).map(Activation::text))
        .doesNotHaveDuplicates()
        .allMatch(text -> text.matches("[a-z_]+"));
  }
}
