package org.summand.benchmarks.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.summand.benchmarks.Perceptron;
import org.summand.benchmarks.Rows;
import org.summand.benchmarks.SystemUnderTest;

class SummandSystemTest {
  private static final Perceptron PERCEPTRON = new Perceptron(List.of(4, 8, 3), 50);

  /** The class is the greatest feature but the last. */
  private static Rows separable() {
    Rows random = Rows.random(500, 4, 3, 1);
    int[] classes = new int[random.count()];
    Arrays.setAll(
        classes,
        r -> {
          float[] x = Arrays.copyOfRange(random.features(), 4 * r, 4 * r + 3);
          return x[0] >= x[1] && x[0] >= x[2] ? 0 : x[1] >= x[2] ? 1 : 2;
        });
    return new Rows(random.count(), random.features(), classes);
  }

  @Test
  void everyWayLearnsTheSameWeights() {
    Rows rows = separable();
    float[][] weights =
        new SummandSystem()
            .variants().values().stream()
                .map(way -> (SummandStepTrainer) way.open(PERCEPTRON, rows, 1))
                .map(
                    trainer -> {
                      try (trainer) {
                        double before = trainer.accuracy(rows);
                        for (int step = 0; step < 400; step++) {
                          trainer.step();
                        }
                        assertThat(trainer.accuracy(rows)).isGreaterThan(Math.max(before, 0.8));
                        return trainer.weights();
                      }
                    })
                .toArray(float[][]::new);

    assertThat(weights.length).isEqualTo(1 + SummandSystem.EXCHANGES.size());
    assertThat(List.of(weights)).allSatisfy(one -> assertThat(one).containsExactly(weights[0]));
  }

  @Test
  void theLauncherFindsTheSystems() {
    assertThat(ServiceLoader.load(SystemUnderTest.class))
        .extracting(SystemUnderTest::name)
        .containsExactly("summand", "mllib", "mllib-as-it-comes");
  }
}
