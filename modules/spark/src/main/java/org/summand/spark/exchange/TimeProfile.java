package org.summand.spark.exchange;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a run's time went, on the driver's clock. Every moment of the run belongs to one part, so
 * the parts add up to the whole.
 *
 * @param seconds the seconds of each part
 * @param medianShard the seconds that computing took the median shard of each step, where {@link
 *     Part#COMPUTE} is the slowest one's
 */
public record TimeProfile(Map<Part, Double> seconds, double medianShard) {
  /** What a run does, in the order of a step. */
  public enum Part {
    /** Sending the weights, and taking them back; launching resident tasks, too. */
    BROADCAST("broadcast"),
    /** Computing the partial gradients; of each step, the time of its slowest shard. */
    COMPUTE("compute"),
    /**
     * Starting a job's tasks and bringing the partial gradients together: all of a step's job, or
     * of the wait for resident tasks, but compute.
     */
    EXCHANGE("schedule and transfer"),
    /** Adding the partial gradients on the driver. */
    ADD("add"),
    /** The mean, the optimiser's step, the look for numbers that are not finite. */
    OPTIMIZER("optimiser"),
    /** Evaluating the validation rows after each epoch. */
    VALIDATION("validation"),
    /** Everything else: whoever listens, for one. */
    REST("rest");

    private final String text;

    Part(String text) {
      this.text = text;
    }

    /** What to call it. */
    public String text() {
      return text;
    }
  }

  public TimeProfile {
    seconds = Map.copyOf(seconds);
  }

  /** The seconds of a part. */
  public double seconds(Part part) {
    return seconds.getOrDefault(part, 0.0);
  }

  /** The seconds of all parts. */
  public double total() {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The parts that took any time worth a word, and their shares, the greatest first. */
  @Override
  public String toString() {
    return seconds.entrySet().stream()
        .filter(part -> part.getValue() >= 0.005 * total())
        .sorted(Map.Entry.<Part, Double>comparingByValue().reversed())
        .map(
            part ->
                String.format(
                    Locale.ROOT,
                    "%s %.0f %%",
                    part.getKey().text(),
                    100 * part.getValue() / total()))
        .collect(Collectors.joining(", "));
  }
}
