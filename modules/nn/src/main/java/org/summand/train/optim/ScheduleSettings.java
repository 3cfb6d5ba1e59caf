package org.summand.train.optim;

import java.util.Map;
import org.summand.base.EnumText;

/**
 * A learning-rate schedule as a user names it, in epochs. What a kind does not use is ignored.
 *
 * @param kind the shape
 * @param rate the first learning rate, or the one warmed up to
 * @param factor what step and exponential multiply by
 * @param every the epochs between two multiplications
 * @param floor where cosine ends
 * @param warmUp the epochs of a straight line up to the learning rate; 0 for none
 */
public record ScheduleSettings(
    Kind kind, float rate, float factor, double every, float floor, double warmUp) {
  /** The shapes by name. */
  public enum Kind {
    CONSTANT,
    STEP,
    EXPONENTIAL,
    COSINE;

    /** The name in configurations: lower case. */
    public String text() {
      return EnumText.of(this);
    }

    /** The shape of a name in lower case. */
    public static Kind of(String text) {
      return EnumText.parse(Kind.class, "schedule", text);
    }
  }

  /** The default: a constant learning rate of 0.001. */
  public static final ScheduleSettings DEFAULT =
      new ScheduleSettings(Kind.CONSTANT, 0.001f, 0.5f, 1, 0, 0);

  /** The same settings with another learning rate. */
  public ScheduleSettings withRate(float other) {
    return new ScheduleSettings(kind, other, factor, every, floor, warmUp);
  }

  /** All settings, by the names they have in a configuration. */
  public Map<String, String> toTexts() {
    return Map.of(
        "name", kind.text(),
        "rate", String.valueOf(rate),
        "factor", String.valueOf(factor),
        "every", String.valueOf(every),
        "floor", String.valueOf(floor),
        "warmUp", String.valueOf(warmUp));
  }

  /** Whether a longer run has other learning rates from its first step on. */
  public boolean isDefinedByLength() {
    return kind == Kind.COSINE;
  }

  /** The schedule of a run of so many steps. */
  public Schedule build(long stepsPerEpoch, long steps) {
    long warmUpSteps = Math.round(warmUp * stepsPerEpoch);
    long everySteps = Math.max(1, Math.round(every * stepsPerEpoch));
    Schedule schedule =
        switch (kind) {
          case CONSTANT -> new Schedule.Constant(rate);
          case STEP -> new Schedule.Step(rate, factor, everySteps);
          case EXPONENTIAL -> new Schedule.Exponential(rate, factor, everySteps);
          case COSINE -> new Schedule.Cosine(rate, floor, Math.max(1, steps - warmUpSteps));
        };
    return warmUpSteps == 0 ? schedule : new Schedule.WarmUp(warmUpSteps, schedule);
  }
}
