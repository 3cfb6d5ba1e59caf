package org.summand.benchmarks.tabular;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What Summand's defaults are to reach, and on which tables they do.
 *
 * @param text what is asked for
 * @param needed the tables on which it has to hold
 * @param held those on which it does
 * @param missed those on which it does not
 * @param unmeasured those of which it is not known
 */
record Goal(
    String text, int needed, List<String> held, List<String> missed, List<String> unmeasured) {

  /** All goals, at these tables. */
  static List<Goal> of(List<Comparison> tables) {
    List<Comparison> ofClasses =
        tables.stream().filter(table -> table.task() == Task.CLASS).toList();
    int most = (2 * tables.size() + 2) / 3;
    return List.of(
        ahead(Learner.SKLEARN_PERCEPTRON, tables, "all tables"),
        ahead(Learner.MLLIB_PERCEPTRON, ofClasses, "all tables of classes"),
        judge(
            "ahead of the best of HistGradientBoosting, XGBoost and LightGBM on two thirds of the tables",
            most,
            tables,
            table -> table.isAhead(table.bestRival())),
        judge(
            "within 2 % of the best of them, or one standard error of the test part, on all tables",
            tables.size(), tables, Comparison::isLevel));
  }

  private static Goal ahead(Learner peer, List<Comparison> tables, String where) {
    return judge(
        "ahead of " + peer.title() + " on " + where,
        tables.size(),
        tables,
        table -> table.isAhead(table.of(peer)));
  }

  private static Goal judge(
      String text,
      int needed,
      List<Comparison> tables,
      Function<Comparison, Optional<Boolean>> verdict) {
    List<String> held = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    List<String> unmeasured = new ArrayList<>();
    for (Comparison table : tables) {
      Optional<Boolean> holds = verdict.apply(table);
      List<String> list = holds.isEmpty() ? unmeasured : holds.get() ? held : missed;
      list.add(table.table());
    }
    return new Goal(text, needed, held, missed, unmeasured);
  }

  /** Whether it is reached; nothing while that depends on tables not measured. */
  Optional<Boolean> isReached() {
    if (held.size() >= needed) {
      return Optional.of(true);
    }
    return held.size() + unmeasured.size() < needed ? Optional.of(false) : Optional.empty();
  }
}
