package org.summand.benchmarks.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.summand.benchmarks.Perceptron;
import org.summand.benchmarks.Rows;
import org.summand.benchmarks.StepTrainer;

class Dl4jStepTrainerTest {
  @Test
  void learns() {
    Rows random = Rows.random(500, 4, 2, 1);
    int[] classes = new int[random.count()];
    Arrays.setAll(classes, r -> random.features()[4 * r] > random.features()[4 * r + 1] ? 1 : 0);
    Rows rows = new Rows(random.count(), random.features(), classes);
    Perceptron perceptron = new Perceptron(List.of(4, 8, 2), 50);

    try (StepTrainer trainer =
        new Dl4jSystem().variants().values().iterator().next().open(perceptron, rows, 1)) {
      for (int step = 0; step < 400; step++) {
        trainer.step();
      }
      assertThat(trainer.accuracy(rows)).isGreaterThan(0.9);
    }
  }
}
