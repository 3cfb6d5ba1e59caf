package org.summand.benchmarks.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GoalTest {
  private static Comparison table(String name, Task task, double ours, double trees) {
    List<Result> results = new ArrayList<>();
    for (Learner learner : Learner.values()) {
      if (learner.learns(task)) {
        double loss =
            switch (learner) {
              case SUMMAND -> ours;
              case XGBOOST -> trees;
              case HIST_GRADIENT_BOOSTING, LIGHTGBM -> 1.5 * trees;
              case SKLEARN_PERCEPTRON, MLLIB_PERCEPTRON, MLLIB_GBT -> 2 * trees;
            };
        results.add(Results.of(name, task, learner, loss));
      }
    }
    return new Comparison(results);
  }

  private static Comparison without(Comparison table, Learner learner) {
    return new Comparison(
        table.results().stream().filter(result -> result.learner() != learner).toList());
  }

  @Test
  void theBestOfAllThreeTreesIsTheRival() {
    Comparison table = table("t", Task.NUMBER, 0.9, 1);

    assertThat(table.bestRival().orElseThrow().learner()).isEqualTo(Learner.XGBOOST);
    assertThat(table.ratio(table.bestRival()).orElseThrow()).isCloseTo(0.9, within(1e-12));
    Comparison partly = without(table, Learner.LIGHTGBM);
    assertThat(partly.bestRival()).isEmpty();
    assertThat(partly.ratio(partly.bestRival())).isEmpty();
    assertThat(partly.isLevel()).isEmpty();
  }

  @Test
  void levelIsTwoPercentOrAStandardError() {
    // 2 % of an error of 0.2 is 0.004; a standard error, √(0.2 · 0.8 / 10,000), is as much.
    assertThat(table("t", Task.CLASS, 0.2039, 0.2).isLevel()).contains(true);
    assertThat(table("t", Task.CLASS, 0.2041, 0.2).isLevel()).contains(false);
    // 2 % of an error of 0.01 is 0.0002; a standard error is 0.000995.
    assertThat(table("t", Task.CLASS, 0.0109, 0.01).isLevel()).contains(true);
    assertThat(table("t", Task.CLASS, 0.0111, 0.01).isLevel()).contains(false);
    // The resamples spread by 1 %.
    assertThat(table("t", Task.NUMBER, 101.9, 100).isLevel()).contains(true);
    assertThat(table("t", Task.NUMBER, 102.1, 100).isLevel()).contains(false);
    assertThat(table("t", Task.NUMBER, 50, 100).isLevel()).contains(true);
  }

  @Test
  void theSpreadOfADifferenceIsPaired() {
    Result ours = Results.of("t", Task.NUMBER, Learner.SUMMAND, 101);
    Result theirs = Results.of("t", Task.NUMBER, Learner.XGBOOST, 100);

    assertThat(theirs.standardError()).isCloseTo(1, within(0.01));
    assertThat(ours.standardErrorOfDifference(theirs)).isCloseTo(0.01, within(0.001));
  }

  /** Six tables, half of them of classes, on as many of which Summand is ahead of the trees. */
  private static List<Comparison> six(int ahead, double behind) {
    return IntStream.range(0, 6)
        .mapToObj(
            i ->
                table(
                    "t" + i, i % 2 == 0 ? Task.CLASS : Task.NUMBER, i < ahead ? 0.19 : behind, 0.2))
        .toList();
  }

  @Test
  void fourOfSixAreTwoThirds() {
    List<Goal> four = Goal.of(six(4, 0.203));
    assertThat(four).extracting(Goal::needed).containsExactly(6, 3, 4, 6);
    assertThat(four).allSatisfy(goal -> assertThat(goal.isReached()).contains(true));
    assertThat(four.get(2).missed()).containsExactly("t4", "t5");

    List<Goal> three = Goal.of(six(3, 0.3));
    assertThat(three.stream().map(goal -> goal.isReached().orElseThrow()))
        .containsExactly(true, true, false, false);
    assertThat(three.get(3).missed()).containsExactly("t3", "t4", "t5");

    assertThat(Goal.of(six(0, 0.4)).get(0).isReached()).as("no better than 0.4").contains(false);
  }

  @Test
  void whatIsNotMeasuredIsNotDecided() {
    List<Comparison> tables = new ArrayList<>(six(6, 0));
    tables.set(5, without(tables.get(5), Learner.SUMMAND));
    List<Goal> goals = Goal.of(tables);

    assertThat(goals.get(0).isReached()).isEmpty();
    assertThat(goals.get(0).unmeasured()).containsExactly("t5");
    assertThat(goals.get(2).isReached()).as("four are ahead anyway").contains(true);

    tables.set(0, table("t0", Task.CLASS, 0.5, 0.2));
    assertThat(Goal.of(tables).get(0).isReached()).as("one is behind anyway").contains(false);
  }
}
