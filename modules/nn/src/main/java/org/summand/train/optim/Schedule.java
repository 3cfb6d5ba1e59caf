package org.summand.train.optim;

import java.io.Serializable;

/** The learning rate as a function of the step, counted from 1. */
public sealed interface Schedule extends Serializable {
  /** The rate of a step; greater than 0. */
  float rate(long step);

  /** The same rate for ever. */
  record Constant(float rate) implements Schedule {
    public Constant {
      requireRate(rate);
    }

    @Override
    public float rate(long step) {
      return rate;
    }
  }

  /** {@code rate·factor^⌊(step − 1)/every⌋}: one stair down every {@code every} steps. */
  record Step(float rate, float factor, long every) implements Schedule {
    public Step {
      requireRate(rate);
      requireFactor(factor);
      requireSteps("a stair", every);
    }

    @Override
    public float rate(long step) {
      return (float) (rate * Math.pow(factor, (step - 1) / every));
    }
  }

  /** {@code rate·factor^((step − 1)/every)}: the same decay, smooth. */
  record Exponential(float rate, float factor, long every) implements Schedule {
    public Exponential {
      requireRate(rate);
      requireFactor(factor);
      requireSteps("the decay", every);
    }

    @Override
    public float rate(long step) {
      return (float) (rate * Math.pow(factor, (step - 1) / (double) every));
    }
  }

  /**
   * {@code floor + ½·(rate − floor)·(1 + cos(π·(step − 1)/steps))}, and {@code floor} after that
   * (Loshchilov and Hutter, ICLR 2017, without restarts).
   */
  record Cosine(float rate, float floor, long steps) implements Schedule {
    public Cosine {
      requireRate(rate);
      requireSteps("the cosine", steps);
      if (!(floor >= 0 && floor <= rate)) {
        throw new IllegalArgumentException(
            "the cosine's floor lies between 0 and the rate " + rate + ", not at " + floor);
      }
    }

    @Override
    public float rate(long step) {
      double turn = Math.PI * Math.min(steps, step - 1) / steps;
      return (float) (floor + 0.5 * (rate - (double) floor) * (1 + Math.cos(turn)));
    }
  }

  /** A straight line up to the first rate of {@code then}, which takes over after {@code steps}. */
  record WarmUp(long steps, Schedule then) implements Schedule {
    public WarmUp {
      requireSteps("the warm-up", steps);
    }

    @Override
    public float rate(long step) {
      return step <= steps ? then.rate(1) * step / steps : then.rate(step - steps);
    }
  }

  private static void requireRate(float rate) {
    Hyperparameters.requirePositive("the learning rate", rate);
  }

  private static void requireFactor(float factor) {
    if (!(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException("a decay's factor lies in (0, 1], not at " + factor);
    }
  }

  private static void requireSteps(String what, long steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(what + " lasts at least 1 step, not " + steps);
    }
  }
}
