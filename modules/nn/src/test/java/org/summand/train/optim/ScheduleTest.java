package org.summand.train.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void constantStaysForEver() {
    Schedule schedule = new Schedule.Constant(0.1f);
    assertThat(schedule.learningRate(1))
        .isEqualTo(schedule.learningRate(Long.MAX_VALUE))
        .isEqualTo(0.1f);
  }

  @Test
  void stairsFallBehindTheirLastStep() {
    Schedule schedule = new Schedule.Step(0.8f, 0.5f, 10);
    assertThat(schedule.learningRate(1)).isEqualTo(0.8f);
    assertThat(schedule.learningRate(10)).isEqualTo(0.8f);
    assertThat(schedule.learningRate(11)).isEqualTo(0.4f);
    assertThat(schedule.learningRate(20)).isEqualTo(0.4f);
    assertThat(schedule.learningRate(21)).isEqualTo(0.2f);
  }

  @Test
  void exponentialMeetsTheStairsWhereTheyBegin() {
    Schedule stairs = new Schedule.Step(0.8f, 0.5f, 10);
    Schedule smooth = new Schedule.Exponential(0.8f, 0.5f, 10);
    for (long step = 1; step <= 101; step += 10) {
      assertThat(smooth.learningRate(step)).isEqualTo(stairs.learningRate(step));
      assertThat(smooth.learningRate(step + 5)).isLessThan(stairs.learningRate(step + 5));
    }
  }

  @Test
  void cosineFallsFromTheRateToTheFloorAndStaysThere() {
    Schedule schedule = new Schedule.Cosine(1, 0.2f, 100);
    assertThat(schedule.learningRate(1)).isEqualTo(1);
    // Half-way down it is in the middle: cos(π/2) = 0 to 10⁻¹⁶, rounded to float.
    assertThat(schedule.learningRate(51)).isCloseTo(0.6f, within(1e-7f));
    for (long step = 2; step <= 101; step++) {
      assertThat(schedule.learningRate(step)).isLessThan(schedule.learningRate(step - 1));
    }
    assertThat(schedule.learningRate(101)).isEqualTo(0.2f);
    assertThat(schedule.learningRate(1_000_000)).isEqualTo(0.2f);
  }

  @Test
  void warmUpClimbsInAStraightLineAndThenTheOtherBegins() {
    Schedule cosine = new Schedule.Cosine(0.8f, 0.1f, 50);
    Schedule schedule = new Schedule.WarmUp(4, cosine);
    assertThat(schedule.learningRate(1)).isEqualTo(0.2f);
    assertThat(schedule.learningRate(2)).isEqualTo(0.4f);
    assertThat(schedule.learningRate(4)).isEqualTo(0.8f);
    for (long step = 1; step <= 60; step++) {
      assertThat(schedule.learningRate(4 + step)).isEqualTo(cosine.learningRate(step));
    }
  }

  @Test
  void warmUpWithoutStepsToGoIsRefused() {
    requireError(
        () -> new Schedule.WarmUp(0, new Schedule.Constant(1)),
        "the warm-up lasts at least 1 step, not 0");
  }

  @Test
  void badValuesAreRefusedInWords() {
    for (float rate : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
      String error = "the learning rate is a number greater than 0, not " + rate;
      requireError(() -> new Schedule.Constant(rate), error);
      requireError(() -> new Schedule.Step(rate, 0.5f, 1), error);
      requireError(() -> new Schedule.Exponential(rate, 0.5f, 1), error);
      requireError(() -> new Schedule.Cosine(rate, 0, 1), error);
    }
    for (float factor : new float[] {0, -1, 1.5f, Float.NaN}) {
      String error = "a decay's factor lies in (0, 1], not at " + factor;
      requireError(() -> new Schedule.Step(1, factor, 1), error);
      requireError(() -> new Schedule.Exponential(1, factor, 1), error);
    }
    requireError(() -> new Schedule.Step(1, 0.5f, 0), "a stair lasts at least 1 step, not 0");
    requireError(
        () -> new Schedule.Exponential(1, 0.5f, -3), "the decay lasts at least 1 step, not -3");
    requireError(() -> new Schedule.Cosine(1, 0, 0), "the cosine lasts at least 1 step, not 0");
    requireError(
        () -> new Schedule.Cosine(1, 2, 10),
        "the cosine's floor lies between 0 and the rate 1.0, not at 2.0");
    requireError(
        () -> new Schedule.Cosine(1, Float.NaN, 10),
        "the cosine's floor lies between 0 and the rate 1.0, not at NaN");
  }

  private static void requireError(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
