package org.summand.spark.exchange;

import java.util.function.Consumer;
import org.summand.train.gradient.GradientSource;

/** Gradients of a run from a cluster, until it is closed. */
public interface ClusterGradients extends GradientSource, AutoCloseable {
  /**
   * Opens the gradients of a run.
   *
   * @param context closed with them
   * @param choice how steps are taken
   * @param says hears it in words, and again whenever it changes
   */
  static ClusterGradients open(StepContext context, ExchangeChoice choice, Consumer<String> says) {
    JobGradientSource jobs = new JobGradientSource(context, choice.ofJobs());
    if (choice.isResident()) {
      return new ResidentGradientSource(context, jobs, says);
    }
    says.accept(choice.wordsOfJobs());
    return jobs;
  }

  /** Knows where the time of the steps went. */
  StepTimer timer();

  @Override
  void close();
}
