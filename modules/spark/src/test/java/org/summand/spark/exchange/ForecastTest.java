package org.summand.spark.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.summand.spark.cost.ClusterShape;
import org.summand.spark.cost.CostedStep;
import org.summand.spark.cost.StepCosts;
import org.summand.spark.exchange.TimeProfile.Phase;

class ForecastTest {
  private static final int STEPS = 10;
  private static final int WEIGHTS = 100_000;

  /** Each of eight tasks takes 0.2 s of a step, the optimiser 0.01 s. */
  private static final TimeProfile TIME =
      new TimeProfile(
          Map.of(Phase.COMPUTE, 3.0, Phase.OPTIMIZER, 0.1, Phase.VALIDATION, 7.0), 2.0, 16.0);

  private static List<Forecast> forecasts(ClusterShape here) {
    return Forecast.of(here, TIME, STEPS, WEIGHTS);
  }

  @Test
  void theSameArithmeticIsSharedOut() {
    // Two executors of four slots: 8 · 0.2 s of arithmetic on four slots an executor.
    for (Forecast forecast : forecasts(new ClusterShape(2, 8))) {
      int slots = 4 * forecast.executors();
      ClusterShape there = new ClusterShape(forecast.executors(), slots);
      double exchange =
          StepCosts.FITTED.seconds(new CostedStep(forecast.strategy(), there, slots, WEIGHTS, 0));
      assertThat(forecast.seconds()).isCloseTo(1.6 / slots + 0.01 + exchange, within(1e-9));
    }
  }

  /** Threads of the driver's process are predicted as executors that have as many. */
  @Test
  void oneProcessCountsAsOneExecutor() {
    assertThat(forecasts(new ClusterShape(0, 2))).isEqualTo(forecasts(new ClusterShape(1, 2)));
  }

  @Test
  void withoutAStepNothingIsPredicted() {
    assertThat(Forecast.of(new ClusterShape(1, 2), TIME, 0, WEIGHTS)).isEmpty();
  }
}
