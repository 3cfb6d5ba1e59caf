package org.summand.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimingTest {
  @Test
  void candidatesTakeTurnsAndWarmUpsDoNotCount() {
    List<String> ran = new ArrayList<>();
    List<Series> all =
        Timing.inTurn(
            "a part",
            1,
            3,
            List.of(
                new Timing.Candidate("a", 5, () -> ran.add("a")),
                new Timing.Candidate("b", 0, () -> ran.add("b"))));

    assertThat(ran).containsExactly("a", "b", "a", "b", "a", "b", "a", "b");
    assertThat(all).extracting(Series::name).containsExactly("a", "b");
    assertThat(all).allMatch(series -> series.seconds().length == 3 && series.warmUps() == 1);
    assertThat(all.get(0).flops()).isEqualTo(5);
  }

  @Test
  void aTurnOfSeveralRunsCountsAsOneOfThem() {
    List<String> ran = new ArrayList<>();
    List<Series> all =
        Timing.inTurn(
            "",
            1,
            5,
            List.of(
                new Timing.Candidate("a", 0, 3, () -> sleep(20)),
                new Timing.Candidate("b", 0, 2, () -> ran.add("b"))));

    assertThat(ran).hasSize(2 * (1 + 5));
    // A whole turn is longer than 60 ms.
    double least = Arrays.stream(all.get(0).seconds()).min().orElseThrow();
    assertThat(least).isBetween(0.02, 0.06);
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void theRunsOfSeveralJvmsAreTakenTogether() {
    Series one = new Series("", "a", 1, new double[] {1}, 0, new double[] {0.5}, "2 epochs");
    Series two = new Series("", "a", 1, new double[] {2}, 0, new double[] {0.6}, "3 epochs");
    SystemDescription description = new SystemDescription("", "", "", "");
    Outcome both =
        new Outcome(description, List.of(one), "")
            .followedBy(new Outcome(description, List.of(two), ""));

    assertThat(both.series()).hasSize(1);
    assertThat(both.series().get(0).seconds()).containsExactly(1, 2);
    assertThat(both.series().get(0).accuracies()).containsExactly(0.5, 0.6);
    assertThat(both.series().get(0).note()).isEqualTo("2 epochs, 3 epochs");
  }

  @Test
  void aFailureInOneJvmIsOneOfAll() {
    Outcome good = new Outcome(new SystemDescription("", "", "", ""), List.of(), "");

    assertThat(good.followedBy(Outcome.failed("no memory")).failure()).isEqualTo("no memory");
  }

  @Test
  void aRunThatDidNotGetThereIsLongerThanAnyOther() {
    double there = Workload.GOAL;
    SeriesSummary most = SeriesSummary.of(learned(there, 0.5, there, there, there));
    assertThat(most.arrived()).isTrue();
    assertThat(most.median()).isEqualTo(4);
    assertThat(most.upperQuartile()).isEqualTo(5);
    assertThat(most.most()).isInfinite();
    assertThat(SeriesSummary.of(learned(there, 0.5, 0.9, there, 0.8)).arrived()).isFalse();
    assertThat(SeriesSummary.of(learned(there, 0.5)).arrived()).isFalse();
  }

  /** Runs of 1, 2, 3 … seconds. */
  private static Series learned(double... accuracies) {
    double[] seconds = IntStream.rangeClosed(1, accuracies.length).asDoubleStream().toArray();
    return new Series("", "", 1, seconds, 0, accuracies, "");
  }

  @Test
  void quartilesDoNotDependOnTheOrder() {
    SeriesSummary summary = SeriesSummary.of(Series.of("", "", 0, new double[] {5, 1, 4, 2, 3}, 6));

    assertThat(summary.least()).isEqualTo(1);
    assertThat(summary.lowerQuartile()).isEqualTo(2);
    assertThat(summary.median()).isEqualTo(3);
    assertThat(summary.upperQuartile()).isEqualTo(4);
    assertThat(summary.most()).isEqualTo(5);
    assertThat(summary.speed()).isEqualTo(2);
    assertThat(SeriesSummary.of(Series.of("", "", 0, new double[] {1, 2}, 0)).median())
        .isEqualTo(1.5);
  }
}
