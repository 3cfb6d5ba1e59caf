package org.summand.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Runs as Markdown. */
final class Tables {
  private static final String NOTHING = "–";

  private static final String[] RESULTS = {
    "date",
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

  /** What came out, what the systems are, and the machines; rows of all runs, dated. */
  static String of(List<Run> runs) {
    List<String> results = new ArrayList<>();
    List<String> systems = new ArrayList<>();
    List<String> machines = new ArrayList<>();
    for (Run run : runs) {
      run.results().forEach(result -> results.addAll(rows(run, result)));
      systems.addAll(systems(run));
      machines.add(row(run.date(), run.machine(), String.valueOf(run.jvms())));
    }
    return table(results, RESULTS)
        + "\n"
        + table(systems, "date", "system", "version", "precision", "products", "training")
        + "\n"
        + table(machines, "date", "machine", "JVMs a system");
  }

  private static List<String> systems(Run run) {
    return run.results().stream()
        .filter(result -> result.facts() != null)
        .map(result -> row(run.date(), result.system().title(), result.facts()))
        .distinct()
        .toList();
  }

  private static String row(String date, String system, Facts facts) {
    return row(
        date, system, facts.version(), facts.precision(), facts.products(), facts.training());
  }

  private static List<String> rows(Run run, Run.Result result) {
    String workload = result.workload().name();
    if (!result.failure().isEmpty()) {
      String[] cells = new String[RESULTS.length];
      Arrays.fill(cells, NOTHING);
      cells[0] = run.date();
      cells[1] = workload;
      cells[2] = result.system().title();
      cells[cells.length - 1] = "cannot run here: " + result.failure();
      return List.of(row(cells));
    }
    return result.figures().stream().map(figures -> row(run, result, figures)).toList();
  }

  private static String row(Run run, Run.Result result, Figures figures) {
    return row(
        run.date(),
        result.workload().name() + (figures.part().isEmpty() ? "" : ", " + figures.part()),
        figures.name(),
        seconds(figures.median()),
        seconds(figures.lowerQuartile()) + " to " + seconds(figures.upperQuartile()),
        seconds(figures.least()) + " to " + seconds(figures.most()),
        figures.warmUps() + " + " + figures.runs(),
        figures.flops() > 0 ? number("%.1f", figures.speed() / 1e9) : NOTHING,
        figures.accuracies().length > 0
            ? number("%.2f %%", 100 * figures.medianAccuracy())
            : NOTHING,
        speed(run, result.workload(), figures),
        figures.note());
  }

  /** As a share of the fastest of the same part of the same workload in the same run. */
  private static String speed(Run run, Workload workload, Figures figures) {
    Optional<Double> fastest =
        run.results().stream()
            .filter(result -> result.workload() == workload)
            .flatMap(result -> result.figures().stream())
            .filter(other -> other.part().equals(figures.part()) && other.arrived())
            .map(Figures::speed)
            .max(Double::compare);
    return figures.arrived() && fastest.isPresent()
        ? number("%.2f", figures.speed() / fastest.get())
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
