package org.summand.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A run as Markdown. */
final class Tables {
  private static final String NOTHING = "–";

  private static final String[] RESULTS = {
    "workload",
    "what",
    "median",
    "middle half",
    "least to most",
    "runs",
    "GFLOP/s",
    "accuracy",
    "speed",
    "note"
  };

  private Tables() {}

  /** When and on what a run was, what came out, and what the systems are. */
  static String of(Run run) {
    List<String> results =
        run.results().stream().flatMap(result -> rows(run, result).stream()).toList();
    return "The run of %s, with %s a system at each workload, on: %s."
            .formatted(
                run.date(), run.jvms() == 1 ? "one JVM" : run.jvms() + " JVMs", run.machine())
        + "\n\n"
        + table(results, RESULTS)
        + "\n"
        + table(systems(run), "system", "version", "precision", "products", "training");
  }

  private static List<String> systems(Run run) {
    return run.results().stream()
        .filter(result -> result.description() != null)
        .map(result -> row(result.system().title(), result.description()))
        .distinct()
        .toList();
  }

  private static String row(String system, SystemDescription of) {
    return row(system, of.version(), of.precision(), of.products(), of.training());
  }

  private static List<String> rows(Run run, Run.Result result) {
    if (!result.failure().isEmpty()) {
      String[] cells = new String[RESULTS.length];
      Arrays.fill(cells, NOTHING);
      cells[0] = result.workload().text();
      cells[1] = result.system().title();
      cells[cells.length - 1] = "cannot run here: " + result.failure();
      return List.of(row(cells));
    }
    return result.summaries().stream().map(summary -> row(run, result, summary)).toList();
  }

  private static String row(Run run, Run.Result result, SeriesSummary summary) {
    return row(
        result.workload().text() + (summary.part().isEmpty() ? "" : ", " + summary.part()),
        summary.name(),
        seconds(summary.median()),
        seconds(summary.lowerQuartile()) + " to " + seconds(summary.upperQuartile()),
        seconds(summary.least()) + " to " + seconds(summary.most()),
        summary.warmUps() + " + " + summary.runs(),
        summary.flops() > 0 ? number("%.1f", summary.speed() / 1e9) : NOTHING,
        summary.accuracies().length > 0
            ? number("%.2f %%", 100 * summary.medianAccuracy())
            : NOTHING,
        speed(run, result.workload(), summary),
        summary.note());
  }

  /** As a share of the fastest of the same part of the same workload in the same run. */
  private static String speed(Run run, Workload workload, SeriesSummary summary) {
    Optional<Double> fastest =
        run.results().stream()
            .filter(result -> result.workload() == workload)
            .flatMap(result -> result.summaries().stream())
            .filter(other -> other.part().equals(summary.part()) && other.arrived())
            .map(SeriesSummary::speed)
            .max(Double::compare);
    return summary.arrived() && fastest.isPresent()
        ? number("%.2f", summary.speed() / fastest.get())
        : NOTHING;
  }

  private static String seconds(double seconds) {
    if (Double.isInfinite(seconds)) {
      return "never";
    }
    if (seconds >= 1) {
      return number("%.2f s", seconds);
    }
    return number(
        seconds >= 0.1 ? "%.0f ms" : seconds >= 0.01 ? "%.1f ms" : "%.2f ms", 1e3 * seconds);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String table(List<String> rows, String... columns) {
    return row(columns)
        + "\n"
        + "|---".repeat(columns.length)
        + "|\n"
        + String.join("\n", rows)
        + (rows.isEmpty() ? "" : "\n");
  }

  /** A cell must not hold what ends a cell or a row. */
  private static String row(String... cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(' ').append(cell.replace("|", "\\|").replaceAll("\\s+", " ")).append(" |");
    }
    return row.toString();
  }
}
