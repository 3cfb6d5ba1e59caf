package org.summand.spark.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.summand.base.EnumText;

/**
 * The fitted costs of every strategy, in one process and on executors. They were measured on one
 * machine and its loopback: good for choosing between them, and for a first idea of a cluster never
 * seen.
 */
public final class StepCosts {
  /**
   * What has a model of its own.
   *
   * @param onExecutors whether tasks run in processes of their own, not on threads of the driver's
   * @param strategy how weights and gradients travel
   */
  public record Kind(boolean onExecutors, ExchangeStrategy strategy) {
    /** All there are, those of one process first. */
    public static final List<Kind> ALL =
        Stream.of(false, true)
            .flatMap(
                onExecutors ->
                    Stream.of(ExchangeStrategy.values())
                        .map(strategy -> new Kind(onExecutors, strategy)))
            .toList();

    /** The kind that a step is of. */
    public static Kind of(CostedStep step) {
      return new Kind(step.cluster().executors() > 0, step.strategy());
    }

    private String key() {
      return (onExecutors ? "executors." : "threads.") + EnumText.of(strategy);
    }
  }

  /** Those that docs/scaling.md shows. */
  public static final StepCosts FITTED = read("fitted.properties");

  private final Map<Kind, StepCost> costs;

  /**
   * @param costs one for every kind there is
   */
  public StepCosts(Map<Kind, StepCost> costs) {
    this.costs = Map.copyOf(costs);
  }

  /** The cost of a kind. */
  public StepCost of(Kind kind) {
    return costs.get(kind);
  }

  /** The seconds of a step, measured or not. */
  public double seconds(CostedStep step) {
    return of(Kind.of(step)).seconds(step);
  }

  /** Of some strategies, the one by which a step costs least. */
  public ExchangeStrategy cheapest(
      List<ExchangeStrategy> strategies, ClusterShape cluster, int shards, int weights) {
    return strategies.stream()
        .min(
            Comparator.comparingDouble(
                strategy -> seconds(new CostedStep(strategy, cluster, shards, weights, 0))))
        .orElseThrow();
  }

  /** As lines that {@link #read} reads, sorted. */
  public String toProperties() {
    Map<String, String> lines = new TreeMap<>();
    costs.forEach(
        (kind, cost) -> {
          lines.put(
              kind.key(),
              Arrays.stream(cost.shares())
                  .mapToObj(StepCosts::text)
                  .collect(Collectors.joining(" ")));
          lines.put(kind.key() + ".error", text(cost.error()));
        });
    return lines.entrySet().stream()
        .map(line -> line.getKey() + " = " + line.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, "%.3g", number);
  }

  private static StepCosts read(String resource) {
    Properties lines = new Properties();
    try (InputStream in = StepCosts.class.getResourceAsStream(resource)) {
      lines.load(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new StepCosts(
        Kind.ALL.stream().collect(Collectors.toMap(kind -> kind, kind -> cost(lines, kind.key()))));
  }

  private static StepCost cost(Properties lines, String key) {
    double[] shares =
        Arrays.stream(lines.getProperty(key).strip().split("\\s+"))
            .mapToDouble(Double::parseDouble)
            .toArray();
    return new StepCost(shares, Double.parseDouble(lines.getProperty(key + ".error")));
  }
}
