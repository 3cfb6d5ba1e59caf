package org.summand.benchmarks.tabular;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything that was measured, in Markdown. */
final class Report {
  private static final String NOTHING = "–";
  private static final int DIGITS = 4;

  private final List<Result> results;
  private final List<Comparison> tables;
  private final StringBuilder page = new StringBuilder();

  private Report(List<Result> results) {
    this.results = results;
    tables = groups(results, Result::table).values().stream().map(Comparison::new).toList();
  }

  /** The report of some results. */
  static String of(List<Result> results) {
    Report report = new Report(results);
    report.goals();
    report.rivals();
    report.tables.forEach(report::table);
    report.systems();
    report.origins();
    return report.page.toString();
  }

  private static <K> Map<K, List<Result>> groups(List<Result> results, Function<Result, K> by) {
    return results.stream()
        .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
  }

  private void goals() {
    line("## Goals");
    line("");
    row("goal", "reached", "tables where it holds", "needed", "not on", "not measured");
    line("|---".repeat(6) + "|");
    for (Goal goal : Goal.of(tables)) {
      row(
          goal.text(),
          goal.isReached().map(Report::yesOrNo).orElse("not measured"),
          String.valueOf(goal.held().size()),
          String.valueOf(goal.needed()),
          listed(goal.missed()),
          listed(goal.unmeasured()));
    }
    line("");
  }

  private static String yesOrNo(boolean is) {
    return is ? "**yes**" : "no";
  }

  private static String listed(List<String> tables) {
    return tables.isEmpty() ? NOTHING : String.join(", ", tables);
  }

  private void rivals() {
    line("## Beside the best trees");
    line("");
    row(
        "table",
        "measure",
        "Summand",
        "the best trees",
        "ratio of error or RMSE",
        "standard error of the trees'",
        "Summand's less the trees', ± its standard error",
        "ahead",
        "within 2 % or one standard error");
    line("|---".repeat(9) + "|");
    for (Comparison table : tables) {
      Optional<Result> best = table.bestRival();
      Optional<Result> ours = table.of(Learner.SUMMAND);
      row(
          table.table(),
          table.task().measure(),
          ours.map(result -> measure(result)).orElse(NOTHING),
          best.map(of -> measure(of) + ", " + of.learner().title()).orElse(NOTHING),
          table.ratio(best).map(ratio -> number("%.3f", ratio)).orElse(NOTHING),
          best.map(of -> amount(of, of.standardError())).orElse(NOTHING),
          ours.flatMap(our -> best.map(their -> difference(our, their))).orElse(NOTHING),
          table.isAhead(best).map(Report::yesOrNo).orElse(NOTHING),
          table.isLevel().map(Report::yesOrNo).orElse(NOTHING));
    }
    line("");
  }

  /** In the measure's own direction: of accuracies, more is better. */
  private static String difference(Result ours, Result theirs) {
    double sign = ours.task() == Task.CLASS ? -1 : 1;
    double difference = sign * (ours.loss() - theirs.loss());
    return (difference < 0 ? "−" : "+")
        + amount(theirs, Math.abs(difference))
        + spread(theirs, ours.standardErrorOfDifference(theirs));
  }

  private void table(Comparison table) {
    Result any = table.results().get(0);
    line("## %s", table.table());
    line("");
    line("%,d rows to learn from, %,d to judge by.", any.trainingRows(), any.testRows());
    line("");
    boolean hasAuc = table.results().stream().anyMatch(result -> result.aucs().length > 0);
    String measure = table.task().measure();
    if (hasAuc) {
      row("system", measure, "AUC", "seconds", "seeds");
    } else {
      row("system", measure, "seconds", "seeds");
    }
    line("|---".repeat(hasAuc ? 5 : 4) + "|");
    for (Result result : table.results()) {
      String loss = measure(result) + spread(result, Moments.deviation(result.losses()));
      String seconds = number("%.1f", Moments.mean(result.seconds()));
      String seeds = String.valueOf(result.seeds().length);
      if (hasAuc) {
        row(result.learner().title(), loss, auc(result), seconds, seeds);
      } else {
        row(result.learner().title(), loss, seconds, seeds);
      }
    }
    line("");
  }

  private static String auc(Result result) {
    return result.aucs().length == 0
        ? NOTHING
        : number("%.4f", Moments.mean(result.aucs()))
            + spread(result, Moments.deviation(result.aucs()));
  }

  private void systems() {
    line("## The systems");
    line("");
    row("system", "version", "how");
    line("|---".repeat(3) + "|");
    for (Learner learner : Learner.values()) {
      List<String> versions =
          results.stream()
              .filter(result -> result.learner() == learner)
              .map(Result::version)
              .distinct()
              .toList();
      row(
          learner.title(),
          versions.isEmpty() ? "not measured" : String.join("; ", versions),
          learner.how());
    }
    line("");
  }

  private void origins() {
    line("## When and where");
    line("");
    row("run", "commit of Summand", "machine", "what");
    line("|---".repeat(4) + "|");
    groups(results, Result::origin)
        .forEach(
            (origin, of) ->
                row(
                    origin.date(),
                    origin.commit(),
                    origin.machine(),
                    groups(of, Result::learner).entrySet().stream()
                        .map(entry -> what(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining("; "))));
  }

  private String what(Learner learner, List<Result> of) {
    long possible = tables.stream().filter(table -> learner.learns(table.task())).count();
    return learner.title()
        + (of.size() == possible
            ? ""
            : " on " + of.stream().map(Result::table).collect(Collectors.joining(", ")));
  }

  /** The loss as it is shown: accuracy of errors. */
  private static String measure(Result result) {
    return amount(result, result.task() == Task.CLASS ? 1 - result.loss() : result.loss());
  }

  private static String spread(Result of, double deviation) {
    return Double.isNaN(deviation) ? "" : " ± " + amount(of, deviation);
  }

  /** With the decimals that a result has: four digits of an RMSE and no fewer than the whole. */
  private static String amount(Result of, double amount) {
    int decimals =
        of.task() == Task.CLASS
            ? DIGITS
            : Math.max(0, DIGITS - 1 - (int) Math.floor(Math.log10(of.loss())));
    return number("%,." + decimals + "f", amount);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private void line(String format, Object... values) {
    page.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
        .append('\n');
  }

  /** A cell must not hold what ends a cell or a row. */
  private void row(String... cells) {
    page.append('|');
    for (String cell : cells) {
      page.append(' ').append(cell.replace("|", "\\|").replaceAll("\\s+", " ")).append(" |");
    }
    page.append('\n');
  }
}
