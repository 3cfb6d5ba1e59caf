package org.summand.benchmarks.scaling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.summand.spark.cost.ExchangeStrategy;
import org.summand.spark.cost.StepCost;
import org.summand.spark.cost.StepCosts;

/** Everything that was measured, as a page of tables with plots. */
final class Report {
  /** The models, as the trainer reads them. */
  static final String FITTED = "fitted.properties";

  private static final int MOST_EXECUTORS = 32;

  private final Main.Measured measured;
  private final Fits fits;
  private final StringBuilder page = new StringBuilder();

  Report(Main.Measured measured) {
    this.measured = measured;
    fits = new Fits(measured.points());
  }

  void write(Path folder) throws IOException {
    line("# How the cost of a step grows");
    line("");
    line(
        "Written by `modules/benchmarks/scale` from [scaling.json](scaling.json); measured on %s,",
        measured.date());
    line(
        "%s. Executors are processes of the same machine, so they share its cores.",
        measured.machine());
    line("Medians, in milliseconds.");
    Plots plots = new Plots(folder, fits);
    for (Cluster cluster : Cluster.values()) {
      exchange(cluster);
      plots.exchange(cluster);
    }
    rows();
    plots.rows();
    model();
    plots.model();
    executors();
    Files.writeString(folder.resolve("scaling.md"), page.toString());
    Files.writeString(folder.resolve(FITTED), fits.costs().toProperties());
  }

  private void exchange(Cluster cluster) {
    List<Point> points = fits.points(cluster).stream().filter(point -> point.rows() == 0).toList();
    line("");
    line("## The exchange alone: %s", cluster.title());
    line("");
    line(
        "As jobs of one stage / as jobs in a tree of stages / by resident tasks. A tree is measured");
    line(
        "from four shards, resident tasks where each shard has a slot, nothing above 700 MB a step.");
    line("");
    int[] weights = Fits.distinct(points, Point::weights);
    line("| shards |" + " %,d floats |".repeat(weights.length), box(weights));
    line("|---".repeat(weights.length + 1) + "|");
    for (int shards : Fits.distinct(points, Point::shards)) {
      StringBuilder row = new StringBuilder("| " + shards + " |");
      for (int floats : weights) {
        row.append(' ').append(cell(points, shards, floats)).append(" |");
      }
      line("%s", row);
    }
    line("");
    line("![%s](%s)", cluster.title(), Plots.exchangeFile(cluster));
  }

  private static Object[] box(int[] numbers) {
    return Arrays.stream(numbers).boxed().toArray();
  }

  private static String cell(List<Point> points, int shards, int weights) {
    return Arrays.stream(ExchangeStrategy.values())
        .map(strategy -> time(points, shards, weights, strategy))
        .collect(Collectors.joining(" / "));
  }

  private static String time(
      List<Point> points, int shards, int weights, ExchangeStrategy strategy) {
    Optional<Point> found =
        points.stream()
            .filter(p -> p.shards() == shards && p.weights() == weights && p.strategy() == strategy)
            .findFirst();
    return found.map(point -> milliseconds(point.seconds())).orElse("–");
  }

  private static String milliseconds(double seconds) {
    return String.format(Locale.ROOT, seconds < 0.1 ? "%.2f" : "%.0f", 1e3 * seconds);
  }

  private void rows() {
    line("");
    line("## Rows: 100-100-1");
    line("");
    line("A step costs what its batch does, and nothing for the rows that are not in it.");
    line("");
    line("| cluster | steps | shards | rows | batch | step | least to most | rows/s |");
    line("|---|---|---|---|---|---|---|---|");
    for (Point point : measured.points().stream().filter(p -> p.rows() > 0).toList()) {
      line(
          "| %s | %s | %d | %,d | %,d | %s | %s to %s | %,.0f |",
          point.cluster().title(),
          point.strategy().text(),
          point.shards(),
          point.rows(),
          point.batch(),
          milliseconds(point.seconds()),
          milliseconds(point.least()),
          milliseconds(point.most()),
          point.batch() / point.seconds());
    }
    line("");
    line("![rows](%s)", Plots.ROWS_FILE);
  }

  private void model() {
    line("");
    line("## A model of it");
    line("");
    line(
        "A sum of shares, each 0 or more, fitted by least squares of the relative error. The error is that on");
    line(
        "steps held out: every fifth of the same cluster, and all of three executors, predicted by the model of two.");
    line("");
    line(
        "| | steps | "
            + String.join(" | ", StepCost.SHARES)
            + " | error: half, nine tenths below |");
    line("|---".repeat(StepCost.SHARES.size() + 3) + "|");
    for (StepCosts.Kind kind : StepCosts.Kind.ALL) {
      line(
          "| %s | %s | %s | %s |",
          (kind.onExecutors() ? Cluster.TWO : Cluster.LOCAL).title(),
          kind.strategy().text(),
          shares(fits.costs().of(kind)),
          error(fits.errors(kind)));
    }
    for (ExchangeStrategy strategy : ExchangeStrategy.values()) {
      line(
          "| three, predicted from two | %s |%s %s |",
          strategy.text(),
          " |".repeat(StepCost.SHARES.size()),
          error(fits.errorsOnThree(strategy)));
    }
    Fits.Choices choices = fits.choices();
    line("");
    line(
        "Of %d shapes that were measured both ways, the models choose the faster one of one stage and a tree in %d;",
        choices.shapes(), choices.right());
    line("the worst choice takes %.2f times as long as the other.", choices.worst());
    line("");
    line("![model](%s)", Plots.MODEL_FILE);
  }

  private void executors() {
    line("");
    line("## Predicted, not measured: n executors with a core and a shard each");
    line("");
    line(
        "By the model of two, so with the network of this machine's loopback. The ways in the same order.");
    line("");
    line("| executors | 101,770 weights, batch 1,024 | 1,863,690 weights, batch 8,192 |");
    line("|---|---|---|");
    for (int n = 2; n <= MOST_EXECUTORS; n *= 2) {
      line("| %d | %s | %s |", n, predicted(n, 101_770, 1024), predicted(n, 1_863_690, 8192));
    }
  }

  private String predicted(int executors, int weights, int batch) {
    return Arrays.stream(ExchangeStrategy.values())
        .map(strategy -> milliseconds(fits.seconds(executors, strategy, weights, batch)))
        .collect(Collectors.joining(" / "));
  }

  private static String shares(StepCost cost) {
    return String.join(
        " | ",
        Arrays.stream(cost.shares())
            .mapToObj(
                share ->
                    share >= 1e-6
                        ? milliseconds(share) + " ms"
                        : String.format(Locale.ROOT, "%.3f ns", 1e9 * share))
            .toList());
  }

  private static String error(double[] errors) {
    return String.format(
        Locale.ROOT,
        "%.0f %%, %.0f %%",
        100 * Fits.quantile(errors, 0.5),
        100 * Fits.quantile(errors, 0.9));
  }

  private void line(String format, Object... values) {
    page.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
        .append('\n');
  }
}
