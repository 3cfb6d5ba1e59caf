package org.summand.spark.resident;

/**
 * What the driver asks of all tasks: something at some weights.
 *
 * @param number counts the requests of a launch, from 1
 * @param kind what is asked for
 * @param step that of the partial gradients; 0 where none are asked for
 * @param weights not to be written, and only valid until the answer has been handed in
 */
record Request(long number, Kind kind, long step, float[] weights) {
  /** The requests there are; as numbers, their places here. */
  enum Kind {
    /** The partial gradients of a step. */
    STEP,
    /** How good the weights are, by the rows that are held out. */
    JUDGEMENT;

    /** Whether something answers it. */
    boolean takes(Answer answer) {
      return switch (this) {
        case STEP -> answer instanceof Answer.Partials;
        case JUDGEMENT -> answer instanceof Answer.Judgements;
      };
    }
  }
}
