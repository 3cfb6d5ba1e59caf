package org.summand.cli.output;

import java.util.Comparator;
import java.util.Optional;
import org.summand.data.ScalingMethod;
import org.summand.spark.Trainer;
import org.summand.train.EpochReport;
import org.summand.train.Evaluation;

/** The hint after a run that ended well with a model that is of no use. */
public final class Hint {
  private Hint() {}

  /** The likely reason why a model is worse than none; empty where it is better. */
  public static Optional<String> of(Trainer.Result result, ScalingMethod scaling) {
    long step = result.state().step();
    return result.epochs().stream()
        .filter(epoch -> epoch.step() <= step)
        .max(Comparator.comparingLong(EpochReport::step))
        .flatMap(EpochReport::validation)
        .filter(
            evaluation ->
                !evaluation.classifies() && evaluation.r2() < 0 && Double.isFinite(evaluation.r2()))
        .map(evaluation -> sentence(evaluation, scaling));
  }

  private static String sentence(Evaluation evaluation, ScalingMethod scaling) {
    return "the model is worse than answering the mean of the labels (R² "
        + Formats.decimal(evaluation.r2())
        + ")"
        + (scaling.isLearned()
            ? ", which is often cured by labels of the size of 1, a lower train.schedule.rate or more"
                + " train.epochs"
            : "; the features enter as they are, with data.scaling = "
                + scaling
                + ", so try data.scaling = standardize, and labels of the size of 1");
  }
}
