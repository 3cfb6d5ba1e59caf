package org.summand.spark.exchange;

import java.util.Optional;
import org.summand.spark.cost.ExchangeStrategy;

/**
 * How the steps of a run are taken, and why; {@link ExchangePolicy} makes it.
 *
 * @param strategy how a step is taken where nothing stands in its way
 * @param ofJobs how a step is taken that is a job; the same, unless that is by resident tasks
 * @param obstacle why not by resident tasks; empty where they are, or where nobody asked for them
 */
public record ExchangeChoice(
    ExchangeStrategy strategy, ExchangeStrategy ofJobs, Optional<String> obstacle) {

  /** Every step is a job. */
  public static ExchangeChoice jobs(ExchangeStrategy ofJobs) {
    return new ExchangeChoice(ofJobs, ofJobs, Optional.empty());
  }

  /** Every step is a job, because of an obstacle to resident tasks. */
  static ExchangeChoice jobs(ExchangeStrategy ofJobs, String obstacle) {
    return new ExchangeChoice(ofJobs, ofJobs, Optional.of(obstacle));
  }

  /** Steps are taken by resident tasks, and one that cannot be is a job. */
  public static ExchangeChoice resident(ExchangeStrategy ofJobs) {
    return new ExchangeChoice(ExchangeStrategy.RESIDENT, ofJobs, Optional.empty());
  }

  boolean isResident() {
    return strategy == ExchangeStrategy.RESIDENT;
  }

  /** What to say of jobs: steps are taken … */
  String wordsOfJobs() {
    return "as Spark jobs" + obstacle.map(why -> ": " + why).orElse("");
  }
}
