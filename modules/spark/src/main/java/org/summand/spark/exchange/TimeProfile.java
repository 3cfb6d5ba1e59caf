package org.summand.spark.exchange;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a run's time went, on the driver's clock. Every moment of the run belongs to one phase, so
 * the phases add up to the whole.
 *
 * @param seconds the seconds of each phase
 * @param medianTask the seconds that computing took the median task of each step, where {@link
 *     Phase#COMPUTE} is the slowest one's
 * @param arithmetic the same of all tasks together, each as long as the median one
 */
public record TimeProfile(Map<Phase, Double> seconds, double medianTask, double arithmetic) {
  /** What a run does, in the order of a step. */
  public enum Phase {
    /** Starting resident tasks, until all of them run; jobs start theirs in every step. */
    LAUNCH("launch"),
    /**
     * Handing out the weights, and taking them back. To resident tasks of other processes they are
     * sent while the driver waits, which is {@link #EXCHANGE}.
     */
    BROADCAST("broadcast"),
    /**
     * Packing the shards at their first use, and reading those that are not in memory; of each
     * step, the time of the slowest.
     */
    LOAD("pack and read"),
    /** Computing the partial gradients; of each step, the time of its slowest task. */
    COMPUTE("compute"),
    /**
     * Starting a job's tasks and bringing the partial gradients together: all of a step's job, or
     * of the wait for resident tasks, but the two above.
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

    Phase(String text) {
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

  /** The seconds of a phase. */
  public double seconds(Phase phase) {
    return seconds.getOrDefault(phase, 0.0);
  }

  /** The seconds of all phases. */
  public double total() {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The phases that took any time worth a word, and their shares, the greatest first. */
  @Override
  public String toString() {
    return seconds.entrySet().stream()
        .filter(phase -> phase.getValue() >= 0.005 * total())
        .sorted(Map.Entry.<Phase, Double>comparingByValue().reversed())
        .map(
            phase ->
                String.format(
                    Locale.ROOT,
                    "%s %.0f %%",
                    phase.getKey().text(),
                    100 * phase.getValue() / total()))
        .collect(Collectors.joining(", "));
  }
}
