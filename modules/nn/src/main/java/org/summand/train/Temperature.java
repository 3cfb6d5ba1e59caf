package org.summand.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.summand.base.Minimum;
import org.summand.nn.Layer;
import org.summand.nn.Network;
import org.summand.train.metric.ProbabilityMetrics;

/**
 * Temperature scaling (Guo et al., On Calibration of Modern Neural Networks, ICML 2017, §4.2): raw
 * outputs z become {@code z/T} with the one {@code T > 0} that makes the log loss of the validation
 * rows the least, so that the network is neither surer nor less sure than it is right. The order of
 * the outputs stays, and with it every answer. In {@code 1/T} that loss is convex, so it has one
 * minimum.
 *
 * <p>T is divided into the weights of the last layer, so nobody need know of it. In an ensemble
 * each member's outputs are divided, and the mean is taken of the probabilities that come of that:
 * T is searched for this mean as it is answered, whose loss need not be convex, but is never more
 * than without. There the answer may change where members disagree. Of a bag whose networks are
 * judged by rows that each did not see, T is that of one network alone; their mean is a little less
 * sure still.
 *
 * @param value T; 1 where the loss falls to the end of what is plausible, a hundredth or a
 *     hundredfold, as where all rows are right
 * @param before how good the probabilities of these rows were
 * @param after how good they are
 */
public record Temperature(double value, ProbabilityMetrics before, ProbabilityMetrics after) {
  /** The search is along log T. */
  private static final double FIRST_STEP = 0.25;

  private static final double FARTHEST = Math.log(100);

  /** Of T, relatively; the loss is flat there, and as good to about its square. */
  private static final double TOLERANCE = 2e-3;

  /**
   * The best temperature.
   *
   * @param at how good probabilities are at a temperature; asked for about ten
   */
  public static Temperature fit(DoubleFunction<ProbabilityMetrics> at) {
    Map<Double, ProbabilityMetrics> known = new HashMap<>();
    double best =
        Minimum.near(
            log -> known.computeIfAbsent(log, each -> at.apply(Math.exp(each))).logLoss(),
            0,
            FIRST_STEP,
            FARTHEST,
            TOLERANCE);
    double log = Double.isNaN(best) ? 0 : best;
    return new Temperature(Math.exp(log), known.get(0.0), known.get(log));
  }

  /** Whether a temperature was found. */
  public boolean isFound() {
    return value != 1;
  }

  /** Weights with which a network's raw outputs, each member's, are divided by a temperature. */
  public static float[] divide(Network network, float[] weights, double temperature) {
    float[] divided = weights.clone();
    outputs(network).forEach(i -> divided[i] = (float) (weights[i] / temperature));
    return divided;
  }

  /** Whether weights are others divided by some temperature, or the same. */
  public static boolean isDivided(Network network, float[] weights, float[] others) {
    if (weights.length != others.length || weights.length != network.weightCount()) {
      return false;
    }
    int largest =
        outputs(network)
            .reduce((i, j) -> Math.abs(others[j]) > Math.abs(others[i]) ? j : i)
            .getAsInt();
    double temperature = (double) others[largest] / weights[largest];
    float[] rest = weights.clone();
    boolean isDivided = temperature > 0 && Double.isFinite(temperature);
    for (int i : outputs(network).toArray()) {
      double expected = others[i] / temperature;
      // Both were rounded, the one that tells the temperature, too.
      isDivided &= Math.abs(weights[i] - expected) <= 3 * Math.ulp((float) expected);
      rest[i] = others[i];
    }
    return isDivided && Arrays.equals(rest, others);
  }

  /** The places of the last layer's weights, of each network of a bag. */
  private static IntStream outputs(Network network) {
    Layer last = network.layers().get(network.layers().size() - 1);
    return IntStream.range(1, network.bag() + 1)
        .map(network::weightsOf)
        .flatMap(end -> IntStream.range(end - last.weightCount(), end));
  }
}
