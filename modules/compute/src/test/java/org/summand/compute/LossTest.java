package org.summand.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.summand.compute.cpu.CpuDevice;

class LossTest {
  /** The gradient at the target is zero for numbers alone; a class can always be surer. */
  @Test
  void lossesClassifyThatNoFiniteOutputSatisfies() {
    for (Loss loss : Loss.values()) {
      Matrix z = new Matrix(Region.ACTIVATIONS, 0, 1, 2);
      Matrix dz = new Matrix(Region.ACTIVATIONS, 2, 1, 2);
      Matrix target = new Matrix(Region.TARGET, 0, 1, loss.targets(2) + 1);
      float[] targets = new float[target.size()];
      targets[targets.length - 1] = 1;
      try (Workspace on = new CpuDevice().open(new Footprint(0, 4))) {
        on.bind(Region.TARGET, targets);
        double atZero = on.loss(loss, z, target, dz);
        assertThat(loss.classifies()).as(loss.name()).isEqualTo(atZero > 0);
      }
    }
  }

  @Test
  void activationsHaveNamesOfTheirOwn() {
    assertThat(Arrays.stream(Activation.values()).map(Activation::text))
        .doesNotHaveDuplicates()
        .allMatch(text -> text.matches("[a-z_]+"));
  }
}
