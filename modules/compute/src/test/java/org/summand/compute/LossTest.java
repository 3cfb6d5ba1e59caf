package org.summand.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.summand.compute.cpu.CpuDevice;

class LossTest {
  /** The gradient at the target is zero for numbers alone; a class can always be surer. */
  @Test
  void lossesClassifyThatNoFiniteOutputSatisfies() {
    for (Loss loss : SampleLosses.ALL) {
      Matrix z = new Matrix(Region.ACTIVATIONS, 0, 1, 2);
      Matrix dz = new Matrix(Region.ACTIVATIONS, 2, 1, 2);
      Matrix target = new Matrix(Region.TARGET, 0, 1, loss.targets(2) + 1);
      float[] targets = new float[target.size()];
      targets[targets.length - 1] = 1;
      try (Workspace on = new CpuDevice().open(new Footprint(0, 4))) {
        on.bind(Region.TARGET, targets);
        double atZero = on.loss(loss, z, target, dz);
        assertThat(loss.classifies()).as(loss.toString()).isEqualTo(atZero > 0);
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

  @Test
  void activationsHaveNamesOfTheirOwn() {
    assertThat(Arrays.stream(Activation.values()).map(Activation::text))
        .doesNotHaveDuplicates()
        .allMatch(text -> text.matches("[a-z_]+"));
  }
}
