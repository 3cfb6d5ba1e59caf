package org.summand.spark.ml;

import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.summand.spark.Candidate;
import org.summand.spark.TableTrials;
import org.summand.spark.TrainingListener;
import org.summand.train.TrainingSettings;

/** Writes to the log how the network of an estimator was chosen. */
enum LoggedTrials implements TableTrials.Listener {
  LOG;

  private static final Logger LOGGER = LoggerFactory.getLogger(MlpEstimator.class);

  @Override
  public TrainingListener begins(Candidate candidate, TrainingSettings settings) {
    return TrainingListener.NONE;
  }

  @Override
  public void ended(Candidate candidate, OptionalDouble loss) {
    LOGGER.info(
        "Trial of {}: {}.",
        candidate.words(),
        loss.isPresent() ? "validation loss " + loss.getAsDouble() : "training diverged");
  }
}
