package org.summand.benchmarks.scaling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.summand.spark.cost.ClusterShape;
import org.summand.spark.cost.CostedStep;
import org.summand.spark.cost.ExchangeStrategy;
import org.summand.spark.cost.StepCost;
import org.summand.spark.cost.StepCosts;
import org.summand.spark.cost.StepCosts.Kind;

/**
 * The models of steps on threads of one process and of steps on executors, one for each strategy,
 * and how wrong they are about steps they were not fitted to: every fifth of their own cluster, and
 * all of three executors, which the model of two has to predict.
 */
final class Fits {
  private static final int HELD_OUT = 5;

  private final List<Point> points;
  private final StepCosts costs;

  Fits(List<Point> points) {
    this.points = points;
    costs = new StepCosts(Kind.ALL.stream().collect(Collectors.toMap(kind -> kind, this::fitted)));
  }

  /** The models, as the trainer reads them. */
  StepCosts costs() {
    return costs;
  }

  private StepCost fitted(Kind kind) {
    StepCost unjudged = new StepCost(Fit.shares(part(kind, false)), 0);
    List<Point> judges = kind.onExecutors() ? ofThree(kind.strategy()) : part(kind, true);
    return new StepCost(unjudged.shares(), quantile(errors(unjudged, judges), 0.5));
  }

  /** The points that a kind's model is judged by, or those that it is fitted to. */
  private List<Point> part(Kind kind, boolean heldOut) {
    List<Point> all =
        points.stream()
            .filter(point -> point.cluster() != Cluster.THREE && point.kind().equals(kind))
            .toList();
    return IntStream.range(0, all.size())
        .filter(i -> (i % HELD_OUT == HELD_OUT - 1) == heldOut)
        .mapToObj(all::get)
        .toList();
  }

  /** The model's errors on points of its own cluster that it was not fitted to, sorted. */
  double[] errors(Kind kind) {
    return errors(costs.of(kind), part(kind, true));
  }

  /** The errors of the model of two executors about three, sorted. */
  double[] errorsOnThree(ExchangeStrategy strategy) {
    return errors(costs.of(new Kind(true, strategy)), ofThree(strategy));
  }

  private List<Point> ofThree(ExchangeStrategy strategy) {
    return points(Cluster.THREE).stream().filter(point -> point.strategy() == strategy).toList();
  }

  private static double[] errors(StepCost cost, List<Point> points) {
    return points.stream().mapToDouble(point -> Fit.error(cost, point)).sorted().toArray();
  }

  /** What the model says of a point; that of two executors, of three. */
  double seconds(Point point) {
    return costs.seconds(point.step());
  }

  /** What the model of two executors says of n, each with a shard and a core of its own. */
  double seconds(int executors, ExchangeStrategy strategy, int weights, int batch) {
    ClusterShape place = new ClusterShape(executors, executors);
    return costs.seconds(new CostedStep(strategy, place, executors, weights, batch));
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
    for (Point tree :
        points.stream().filter(point -> point.strategy() == ExchangeStrategy.TREE).toList()) {
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
    return point.strategy() == ExchangeStrategy.ONE_STAGE
        && point.cluster() == tree.cluster()
        && point.shards() == tree.shards()
        && point.weights() == tree.weights()
        && point.rows() == tree.rows()
        && point.batch() == tree.batch();
  }

  /** The error that half of them, or another share of them, do not exceed. */
  static double quantile(double[] sorted, double share) {
    return new Percentile().withEstimationType(EstimationType.R_1).evaluate(sorted, 100 * share);
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
