package org.summand.benchmarks.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.summand.benchmarks.Perceptron;
import org.summand.benchmarks.Rows;
import org.summand.benchmarks.Trainee;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PytorchTraineeTest {
  @Test
  void learns() {
    Rows random = Rows.random(500, 4, 2, 1);
    int[] classes = new int[random.count()];
    Arrays.setAll(classes, r -> random.features()[4 * r] > random.features()[4 * r + 1] ? 1 : 0);
    Rows rows = new Rows(random.count(), random.features(), classes);
    Perceptron perceptron = new Perceptron(List.of(4, 8, 2), 50);

    try (Trainee trainee =
        new PytorchSystem().ways().values().iterator().next().open(perceptron, rows, 1)) {
      for (int step = 0; step < 400; step++) {
        trainee.step();
      }
      assertThat(trainee.accuracy(rows)).isGreaterThan(0.9);
    }
  }
}
