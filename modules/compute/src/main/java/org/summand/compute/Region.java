package org.summand.compute;

/** Five kinds of memory, each with one rule on when it crosses the bus to a device. */
public enum Region {
  /** A shard's features: bound once, stays on the device. */
  INPUT,
  /** A shard's targets, each row ending in the row's weight: bound once, stays on the device. */
  TARGET,
  /** The network's weights: bound every step, read only. */
  WEIGHTS,
  /** Scratch for activations and their gradients: never leaves the device but for results. */
  ACTIVATIONS,
  /** The gradient of the weights: zeros at first, added to, taken once a step. */
  GRADIENT;

  /** Whether the host owns this memory and hands it to {@link Workspace#bind}. */
  public boolean isBound() {
    return this == INPUT || this == TARGET || this == WEIGHTS;
  }
}
