package org.summand.train.checkpoint;

import java.util.Optional;
import org.summand.train.TrainingSettings;

/**
 * How many epochs a run is to last when it goes on, which may be more than it was begun with.
 *
 * @param epochs the epochs it is to last now
 * @param definesSchedule whether its learning rates depend on that, from the first step on
 * @param forced whether it is to go on even so, with the rates of the longer run from there on
 */
public record RunLength(int epochs, boolean definesSchedule, boolean forced) {
  /** The length that settings ask for. */
  public static RunLength of(TrainingSettings settings, boolean forced) {
    return new RunLength(settings.epochs(), settings.schedule().isDefinedByLength(), forced);
  }

  /**
   * Why a run of so many epochs cannot go on with this length; empty where it can.
   *
   * @param before a whole number as {@link TrainingSettings#toTexts} has it
   */
  Optional<String> refusal(String before) {
    int then = Integer.parseInt(before);
    String was = "it is of a run of " + then + " epochs, and now " + epochs + " are asked for; ";
    if (epochs < then) {
      return Optional.of(was + "a run is not made shorter afterwards, so ask for " + then);
    }
    if (epochs > then && definesSchedule && !forced) {
      return Optional.of(
          was
              + "its schedule comes down over the whole run, and what was learned so far followed"
              + " the shorter one: ask for "
              + then
              + ", or set checkpoint.extend to true to go on with the rates of the longer one");
    }
    return Optional.empty();
  }
}
