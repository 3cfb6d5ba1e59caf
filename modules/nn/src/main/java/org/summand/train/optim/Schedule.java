package org.summand.train.optim;

import java.io.Serializable;

/** The learning rate as a function of the step, counted from 1. */
public sealed interface Schedule extends Serializable {
  /** The learning rate of a step; greater than 0. */
  float learningRate(long step);

  /** The same learning rate for ever. */
  record Constant(float learningRate) implements Schedule {
    public Constant {
      requireRate(learningRate);
    }

    @Override
    public float learningRate(long step) {
      return learningRate;
    }
  }

  /** {@code learningRate·factor^⌊(step − 1)/every⌋}: one stair down every {@code every} steps. */
  record Step(float learningRate, float factor, long every) implements Schedule {
    public Step {
      requireRate(learningRate);
      requireFactor(factor);
      requireSteps("a stair", every);
    }

    @Override
    public float learningRate(long step) {
      return (float) (learningRate * Math.pow(factor, (step - 1) / every));
    }
  }

  /** {@code learningRate·factor^((step − 1)/every)}: the same decay, smooth. */
  record Exponential(float learningRate, float factor, long every) implements Schedule {
    public Exponential {
      requireRate(learningRate);
      requireFactor(factor);
      requireSteps("the decay", every);
    }

    @Override
    public float learningRate(long step) {
      return (float) (learningRate * Math.pow(factor, (step - 1) / (double) every));
    }
  }

  /**
   * {@code floor + ½·(learningRate − floor)·(1 + cos(π·(step − 1)/steps))}, and {@code floor} after
   * that (Loshchilov and Hutter, ICLR 2017, without restarts).
   */
  record Cosine(float learningRate, float floor, long steps) implements Schedule {
    public Cosine {
      requireRate(learningRate);
      requireSteps("the cosine", steps);
      if (!(floor >= 0 && floor <= learningRate)) {
        throw new IllegalArgumentException(
            "the cosine's floor lies between 0 and the rate " + learningRate + ", not at " + floor);
      }
    }

    @Override
    public float learningRate(long step) {
      double turn = Math.PI * Math.min(steps, step - 1) / steps;
      return (float) (floor + 0.5 * (learningRate - (double) floor) * (1 + Math.cos(turn)));
    }
  }

  /**
   * A straight line up to the first learning rate of {@code then}, which takes over after {@code
   * steps}.
   */
  record WarmUp(long steps, Schedule then) implements Schedule {
    public WarmUp {
      requireSteps("the warm-up", steps);
    }

    @Override
    public float learningRate(long step) {
      return step <= steps ? then.learningRate(1) * step / steps : then.learningRate(step - steps);
    }
  }

  private static void requireRate(float learningRate) {
    Hyperparameters.requirePositive("the learning rate", learningRate);
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
