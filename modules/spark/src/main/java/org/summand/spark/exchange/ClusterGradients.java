package org.summand.spark.exchange;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.summand.train.Evaluation;
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

  /**
   * How good weights are by the rows that are held out: a brief evaluation of each shard, in the
   * order of the shards.
   *
   * @return empty where nobody is there who can tell without a Spark job
   */
  default Optional<List<Evaluation>> evaluations(float[] weights) {
    return Optional.empty();
  }

  /** Knows where the time of the steps went. */
  StepTimer timer();

  @Override
  void close();
}
