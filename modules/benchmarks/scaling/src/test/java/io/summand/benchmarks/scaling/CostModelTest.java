package io.summand.benchmarks.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostModelTest {
  private static final CostModel PLAIN = new CostModel(new double[] {1e-3, 2e-4, 1e-9, 2e-9, 0, 0});
  private static final CostModel TREE =
      new CostModel(new double[] {5e-3, 2e-4, 1e-9, 1e-10, 0, 1e-9});

  private static Point point(Cluster cluster, boolean tree, int shards, int weights, double time) {
    return new Point(cluster, tree, shards, weights, 0, 0, 2, time, time, time, 9);
  }

  /** Steps that take exactly what the models say. */
  private static List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (Cluster cluster : Cluster.values()) {
      for (int shards = 1; shards <= 64; shards *= 2) {
        for (int weights = 10_000; weights <= 10_000_000; weights *= 10) {
          Point plain = point(cluster, false, shards, weights, 0);
          points.add(point(cluster, false, shards, weights, PLAIN.seconds(plain.step())));
          if (shards > 2) {
            Point tree = point(cluster, true, shards, weights, 0);
            points.add(point(cluster, true, shards, weights, TREE.seconds(tree.step())));
          }
        }
      }
    }
    return points;
  }

  @Test
  void aFitFindsTheSharesThatMadeTheTimes() {
    List<Point> local =
        points().stream().filter(p -> p.cluster() == Cluster.LOCAL && !p.tree()).toList();

    assertThat(CostModel.fit(local).shares())
        .usingComparatorWithPrecision(1e-9)
        .containsExactly(PLAIN.shares(), within(1e-9));
  }

  @Test
  void noShareIsNegative() {
    double[] x =
        LeastSquares.nonNegative(new double[][] {{1, 1}, {1, 2}, {1, 3}}, new double[] {3, 2, 1});

    // The line through the points falls; the best one that does not is flat, at their mean.
    assertThat(x).containsExactly(new double[] {2, 0}, within(1e-9));
  }

  @Test
  void executorsThatWereNeverSeenAreForetold() {
    Fits fits = new Fits(points());

    assertThat(Fits.quantile(fits.errorsOnThree(false), 1)).isLessThan(1e-6);
    assertThat(Fits.quantile(fits.errors(new Fits.Kind(Cluster.LOCAL, true)), 1)).isLessThan(1e-6);
    assertThat(fits.choices().right()).isEqualTo(fits.choices().shapes());
  }

  @Test
  void thePageHasItsTablesAndPlots(@TempDir Path folder) throws IOException {
    new Report(new Main.Measured("today", "a machine", points())).write(folder);

    String page = Files.readString(folder.resolve("scaling.md"));
    assertThat(page)
        .contains("| shards | 10,000 floats |")
        .contains("foretold from two")
        .contains("| 32 | ");
    assertThat(folder.resolve(Plots.MODEL_FILE)).isNotEmptyFile();
    for (Cluster cluster : Cluster.values()) {
      assertThat(page).contains("(" + Plots.exchangeFile(cluster) + ")");
      assertThat(folder.resolve(Plots.exchangeFile(cluster))).isNotEmptyFile();
    }
  }
}
