package io.summand.benchmarks.scaling;

import io.summand.train.OrderedSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * The models of steps in one process and of steps on executors, each with and without a tree, and
 * how wrong they are about steps they were not fitted to: every fifth of their own cluster, and all
 * of three executors, which the model of two has to foretell.
 */
final class Fits {
  private static final int HELD_OUT = 5;

  /**
   * One model.
   *
   * @param cluster whose steps it was fitted to
   * @param tree with which way of adding
   */
  record Kind(Cluster cluster, boolean tree) {}

  private final List<Point> points;
  private final Map<Kind, CostModel> models = new LinkedHashMap<>();

  Fits(List<Point> points) {
    this.points = points;
    for (Cluster cluster : List.of(Cluster.LOCAL, Cluster.TWO)) {
      for (boolean tree : new boolean[] {false, true}) {
        Kind kind = new Kind(cluster, tree);
        models.put(kind, CostModel.fit(part(kind, false)));
      }
    }
  }

  Map<Kind, CostModel> models() {
    return models;
  }

  /** The points of a kind that are held out, or those that are not. */
  private List<Point> part(Kind kind, boolean heldOut) {
    List<Point> all =
        points.stream()
            .filter(point -> point.cluster() == kind.cluster() && point.tree() == kind.tree())
            .toList();
    return IntStream.range(0, all.size())
        .filter(i -> (i % HELD_OUT == HELD_OUT - 1) == heldOut)
        .mapToObj(all::get)
        .toList();
  }

  /** The model's errors on points of its own cluster that it was not fitted to, sorted. */
  double[] errors(Kind kind) {
    return sortedErrors(models.get(kind), part(kind, true));
  }

  /** The errors of the model of two executors about three, sorted. */
  double[] errorsOnThree(boolean tree) {
    return sortedErrors(
        models.get(new Kind(Cluster.TWO, tree)),
        points.stream()
            .filter(point -> point.cluster() == Cluster.THREE && point.tree() == tree)
            .toList());
  }

  private static double[] sortedErrors(CostModel model, List<Point> points) {
    return points.stream().mapToDouble(model::error).sorted().toArray();
  }

  /** What the model says of a point; that of two executors, of three. */
  double seconds(Point point) {
    Cluster cluster = point.cluster() == Cluster.LOCAL ? Cluster.LOCAL : Cluster.TWO;
    return models.get(new Kind(cluster, point.tree())).seconds(point.step());
  }

  /** What the model of two executors says of n, each with a shard and a core of its own. */
  double seconds(int executors, boolean tree, int weights, int batch) {
    return models
        .get(new Kind(Cluster.TWO, tree))
        .seconds(
            new CostModel.Step(
                executors,
                executors,
                executors,
                tree ? OrderedSum.runs(executors) : 0,
                weights,
                batch));
  }

  /**
   * How a choice between one stage and a tree by the models turned out.
   *
   * @param shapes the shapes measured both ways
   * @param right those where the faster way was chosen
   * @param worst the longest time chosen, as a multiple of the shorter one
   */
  record Choices(int shapes, int right, double worst) {}

  Choices choices() {
    int right = 0;
    List<Double> multiples = new ArrayList<>();
    for (Point tree : points.stream().filter(Point::tree).toList()) {
      Optional<Point> plain = points.stream().filter(point -> isPlain(point, tree)).findFirst();
      if (plain.isPresent()) {
        boolean chosen = seconds(tree) < seconds(plain.get());
        double taken = chosen ? tree.seconds() : plain.get().seconds();
        double best = Math.min(tree.seconds(), plain.get().seconds());
        right += taken == best ? 1 : 0;
        multiples.add(taken / best);
      }
    }
    double worst = multiples.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    return new Choices(multiples.size(), right, worst);
  }

  private static boolean isPlain(Point point, Point tree) {
    return !point.tree()
        && point.cluster() == tree.cluster()
        && point.shards() == tree.shards()
        && point.weights() == tree.weights()
        && point.rows() == tree.rows()
        && point.batch() == tree.batch();
  }

  /** The error that half of them, or another share of them, do not exceed. */
  static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  /** All points, for plots. */
  List<Point> points(Cluster cluster) {
    return points.stream().filter(point -> point.cluster() == cluster).toList();
  }

  /** The distinct numbers of something, in order. */
  static int[] distinct(List<Point> points, ToIntFunction<Point> what) {
    return Arrays.stream(points.stream().mapToInt(what).toArray()).sorted().distinct().toArray();
  }
}
