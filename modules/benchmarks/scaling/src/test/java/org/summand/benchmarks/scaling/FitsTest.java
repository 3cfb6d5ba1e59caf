package org.summand.benchmarks.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.summand.spark.cost.ExchangeStrategy;
import org.summand.spark.cost.StepCost;
import org.summand.spark.cost.StepCosts;

class FitsTest {
  private static final Map<ExchangeStrategy, StepCost> COSTS =
      Map.of(
          ExchangeStrategy.ONE_STAGE, new StepCost(new double[] {1e-3, 2e-4, 1e-9, 2e-9, 0, 0}, 0),
          ExchangeStrategy.TREE, new StepCost(new double[] {5e-3, 2e-4, 1e-9, 1e-10, 0, 1e-9}, 0),
          ExchangeStrategy.RESIDENT,
              new StepCost(new double[] {1e-4, 2e-5, 1e-10, 2e-10, 0, 0}, 0));

  /** A step that takes exactly what the models say. */
  private static Point point(Cluster cluster, ExchangeStrategy strategy, int shards, int weights) {
    Point unmeasured = new Point(cluster, strategy, shards, weights, 0, 0, 2, 0, 0, 0, 9);
    double time = COSTS.get(strategy).seconds(unmeasured.step());
    return new Point(cluster, strategy, shards, weights, 0, 0, 2, time, time, time, 9);
  }

  private static List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (Cluster cluster : Cluster.values()) {
      for (int shards = 1; shards <= 64; shards *= 2) {
        for (int weights = 10_000; weights <= 10_000_000; weights *= 10) {
          for (ExchangeStrategy strategy : ExchangeStrategy.values()) {
            points.add(point(cluster, strategy, shards, weights));
          }
        }
      }
    }
    return points;
  }

  @Test
  void aFitFindsTheSharesThatMadeTheTimes() {
    List<Point> local =
        points().stream()
            .filter(p -> p.cluster() == Cluster.LOCAL && p.strategy() == ExchangeStrategy.ONE_STAGE)
            .toList();

    assertThat(Fit.shares(local))
        .usingComparatorWithPrecision(1e-9)
        .containsExactly(COSTS.get(ExchangeStrategy.ONE_STAGE).shares(), within(1e-9));
  }

  @Test
  void noShareIsNegative() {
    double[] x =
        LeastSquares.nonNegative(new double[][] {{1, 1}, {1, 2}, {1, 3}}, new double[] {3, 2, 1});

    // The line through the points falls; the best one that does not is flat, at their mean.
    assertThat(x).containsExactly(new double[] {2, 0}, within(1e-9));
  }

  @Test
  void executorsThatWereNeverSeenArePredicted() {
    Fits fits = new Fits(points());

    for (ExchangeStrategy strategy : ExchangeStrategy.values()) {
      assertThat(Fits.quantile(fits.errorsOnThree(strategy), 1)).isLessThan(1e-6);
    }
    assertThat(Fits.quantile(fits.errors(new StepCosts.Kind(false, ExchangeStrategy.TREE)), 1))
        .isLessThan(1e-6);
    assertThat(fits.choices().right()).isEqualTo(fits.choices().shapes());
  }

  @Test
  void thePageHasItsTablesAndPlots(@TempDir Path folder) throws IOException {
    new Report(new Main.Measured("today", "a machine", points())).write(folder);

    String page = Files.readString(folder.resolve("scaling.md"));
    assertThat(page)
        .contains("| shards | 10,000 floats |")
        .contains("predicted from two")
        .contains("| 32 | ");
    assertThat(folder.resolve(Plots.MODEL_FILE)).isNotEmptyFile();
    for (Cluster cluster : Cluster.values()) {
      assertThat(page).contains("(" + Plots.exchangeFile(cluster) + ")");
      assertThat(folder.resolve(Plots.exchangeFile(cluster))).isNotEmptyFile();
    }
  }

  @Test
  void theTrainerHasTheModelsThatTheDocumentsShow() throws IOException {
    Path documents = Path.of(System.getProperty("user.dir")).resolve("../../../docs");
    Fits fits = new Fits(Main.read(documents.resolve("scaling.json")).points());

    assertThat(StepCosts.FITTED.toProperties()).isEqualTo(fits.costs().toProperties());
  }
}
