package org.summand.cli.output;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import org.summand.data.ScalingMethod;
import org.summand.data.TargetScaling;
import org.summand.spark.Trainer;
import org.summand.train.EpochReport;
import org.summand.train.Evaluation;

/** What to say of a run that went well and led to nothing. */
public final class Hint {
  private Hint() {}

  /**
   * The likely reason why a model is worse than none; empty where it is better.
   *
   * @param largestClass the share of the largest class among the validation rows
   */
  public static Optional<String> of(
      Trainer.Result result,
      ScalingMethod scaling,
      TargetScaling.Method targetScaling,
      OptionalDouble largestClass) {
    long step = result.state().step();
    return result.epochs().stream()
        .filter(epoch -> epoch.step() <= step)
        .max(Comparator.comparingLong(EpochReport::step))
        .flatMap(EpochReport::validation)
        .flatMap(
            evaluation ->
                fault(evaluation, largestClass)
                    .map(fault -> fault + remedy(scaling, targets(targetScaling, evaluation))));
  }

  private static Optional<String> fault(Evaluation evaluation, OptionalDouble largestClass) {
    if (evaluation.classifies()) {
      return largestClass.isPresent() && evaluation.accuracy() < largestClass.getAsDouble()
          ? Optional.of(
              "the model is worse than predicting the largest class always (accuracy "
                  + Formats.decimal(evaluation.accuracy())
                  + " instead of "
                  + Formats.decimal(largestClass.getAsDouble())
                  + ")")
          : Optional.empty();
    }
    return evaluation.r2() < 0 && Double.isFinite(evaluation.r2())
        ? Optional.of(
            "the model is worse than predicting the mean of the labels (R² "
                + Formats.decimal(evaluation.r2())
                + ")")
        : Optional.empty();
  }

  /** What might be done about the targets; empty where nothing. */
  private static String targets(TargetScaling.Method method, Evaluation evaluation) {
    return evaluation.classifies() || method == TargetScaling.Method.AUTO
        ? ""
        : "data.targetScaling = auto";
  }

  private static String remedy(ScalingMethod scaling, String targets) {
    return scaling.orElse(ScalingMethod.ROBUST).isLearned()
        ? ", which is often cured by "
            + (targets.isEmpty() ? "" : targets + ", ")
            + "another train.schedule.rate or more train.epochs"
        : "; the features enter as they are, with data.scaling = "
            + scaling
            + ", so try data.scaling = auto"
            + (targets.isEmpty() ? "" : ", and " + targets);
  }
}
