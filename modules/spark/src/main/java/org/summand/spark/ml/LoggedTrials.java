package org.summand.spark.ml;

import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.summand.spark.TableTrials;
import org.summand.spark.TrainingListener;
import org.summand.train.TrainingSettings;

/** Writes to the log how the network of an estimator was chosen. */
enum LoggedTrials implements TableTrials.Listener {
  LOG;

  private static final Logger LOGGER = LoggerFactory.getLogger(MlpEstimator.class);

  @Override
  public TrainingListener begins(TableTrials candidate, TrainingSettings settings) {
    return TrainingListener.NONE;
  }

  @Override
  public void ended(TableTrials candidate, OptionalDouble loss) {
    LOGGER.info(
        "Trial of {}: {}.",
        candidate.kind(),
        loss.isPresent() ? "validation loss " + loss.getAsDouble() : "training diverged");
  }
}
